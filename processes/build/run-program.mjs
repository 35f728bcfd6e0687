import { spawn } from 'node:child_process'

/** A failure that the person at the keyboard can act upon: shown without a stack. */
export class ExpectedFailure extends Error {}

/**
 * Runs a program to its end, keeping its output back unless it fails.
 * @throws ExpectedFailure with the end of the output
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const keep = (chunk) => (output = (output + chunk).slice(-6000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(new ExpectedFailure(`${command} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new ExpectedFailure(`${output.trim()}\n(${command} ended with ${signal ?? `code ${code}`})`))
    })
  })
}
