<<<<<<< HEAD
import { actingWords } from './acting.ts'
import { addWords } from './add.ts'
=======
import { approvalWords, confirmationWords } from './approvals.ts'
>>>>>>> c32f938 (Let the holder approve and decline withdrawals in the portal)
import { enterWords } from './enter.ts'
import { frameWords } from './frame.ts'
import { usersWords } from './users.ts'

/** Every text of the portal, in English; another language is a set of files beside these. */
export const words = {
  frame: frameWords,
  enter: enterWords,
<<<<<<< HEAD
  users: usersWords,
  acting: actingWords,
  add: addWords,
=======
  approvals: approvalWords,
  confirmation: confirmationWords,
>>>>>>> c32f938 (Let the holder approve and decline withdrawals in the portal)
} as const
