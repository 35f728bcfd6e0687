import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { callerOf } from '../../commands/keys.ts'
import { projectRoot } from '../../processes/configuration-variables.ts'
import { aDatabase } from '../support/database.ts'

const { db, url } = await aDatabase()
const SECRET = 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
const env = {
  PATH: process.env['PATH'],
  DATABASE_URL: url,
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'no-reply@northwind.example',
  PUBLIC_URL: 'https://access.northwind.example',
  USHER_SECRET: SECRET,
  USHER_MASTER_KEY: SECRET,
  PLATFORM_NAME: 'Northwind Exchange',
}

it('[R56] `usher keys create --json` prints id and key on one line, for a program to read', async () => {
  const cli = path.join(projectRoot, 'dist', 'cli.js')
  const given = ['keys', 'create', '--name', 'Back office', '--scope', 'sub-users:read', '--json']
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...given], { env })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^\{.*\}\n$/)
  const made = JSON.parse(stdout) as Record<string, string>
  expect(made).toEqual({
    id: expect.stringMatching(/^key_[0-9a-z]{26}$/),
    key: expect.stringMatching(/^usk_live_[0-9A-Za-z]{39}$/),
  })
  expect(await callerOf(db, made['key'] ?? '')).toMatchObject({
    scopes: ['sub-users:read'],
    actor: { accounts: 'all' },
  })
})
