import type { MessageKey } from './en.ts'
import { ends } from './de/ends.ts'
import { frame } from './de/frame.ts'
import { identity } from './de/identity.ts'
import { invitation } from './de/invitation.ts'
import { steps } from './de/steps.ts'

export const de: Record<MessageKey, string> = { ...frame, ...invitation, ...steps, ...identity, ...ends }
