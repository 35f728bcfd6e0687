import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAIL_KINDS } from '../../../mail/kinds.ts'
import { words } from '../../../web/console/words/console.ts'
import { happened } from '../../../web/console/words/time-line.ts'

/** Types of events that commands write about a sub-user. */
function eventTypes(): string[] {
  const folder = path.resolve('commands')
  const sources = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const found = sources.flatMap((text) =>
    [...text.matchAll(/'((?:sub_user|verification)\.[a-z_0-9]+)'/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)]
}

describe('the words of the console', () => {
  it('[R58] has a sentence for every event that a time line can hold', () => {
    const elsewhere = ['sub_user.noted']
    expect(eventTypes().filter((type) => !happened[type] && !elsewhere.includes(type))).toEqual([])
  })

  it('[R58] has a name for every mail about an onboarding', () => {
    const ofStaff = ['staff_setup', 'staff_password']
    expect(Object.keys(MAIL_KINDS).filter((kind) => !words.mails[kind] && !ofStaff.includes(kind))).toEqual([])
  })
})
