import { ends } from './en/ends.ts'
import { frame } from './en/frame.ts'
import { identity } from './en/identity.ts'
import { invitation } from './en/invitation.ts'
import { steps } from './en/steps.ts'

export const en = { ...frame, ...invitation, ...steps, ...identity, ...ends } as const

export type MessageKey = keyof typeof en
