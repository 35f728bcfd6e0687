import { enterWords } from './enter.ts'
import { frameWords } from './frame.ts'

/** Every text of the portal, in English; another language is a set of files beside these. */
export const words = { frame: frameWords, enter: enterWords } as const
