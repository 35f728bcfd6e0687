import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { demoData } from '../../processes/embedded/demo-data.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'usher-demo-'))
afterAll(() => rmSync(home, { recursive: true }))

it('the staff link and the key of the demo data are made at each start until one has told of them', async () => {
  const demo = demoData(home)
  let made = 0
  const seed = async (): Promise<number> => ++made
  expect(await demo.prepare(true, seed)).toBe(1)
  expect(await demo.prepare(false, seed)).toBe(2) // the first start was interrupted
  demo.told()
  expect(await demo.prepare(false, seed)).toBeNull()
  expect(await demo.prepare(true, seed)).toBe(3) // a new database in an old folder
  expect(await demo.prepare(false, seed)).toBe(4)
})
