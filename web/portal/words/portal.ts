import { accessWords } from './access.ts'
import { actingWords } from './acting.ts'
import { addWords } from './add.ts'
import { approvalWords, confirmationWords } from './approvals.ts'
import { enterWords } from './enter.ts'
import { frameWords } from './frame.ts'
import { historyWords } from './history.ts'
import { usersWords } from './users.ts'
import { wizardWords } from './wizard.ts'

/** Every text of the portal, in English; another language is a set of files beside these. */
export const words = {
  frame: frameWords,
  enter: enterWords,
  users: usersWords,
  acting: actingWords,
  add: addWords,
  approvals: approvalWords,
  confirmation: confirmationWords,
  history: historyWords,
  access: accessWords,
  wizard: wizardWords,
} as const
