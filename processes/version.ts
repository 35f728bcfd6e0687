import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './configuration.ts'

const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string }

/** The version of this program, as package.json has it. */
export const version = manifest.version
