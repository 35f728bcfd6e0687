import { Client } from '@temporalio/client'
import { type Progress, workflowIdOf } from '../domain/process.ts'
import type { Temporal } from './nudges.ts'

/** How long a worker may take to answer before the database does, in ms. */
const ANSWER_MS = 1_000

/** Asks the workflow of an onboarding how far it is; undefined when no worker answers within a second. */
export const progressQuery = ({ connection, namespace }: Temporal) => {
  const client = new Client({ connection, namespace })
  return async (subUserId: string): Promise<Progress | undefined> => {
    try {
      const answer = await connection.withDeadline(Date.now() + ANSWER_MS, () =>
        client.workflow.getHandle(workflowIdOf(subUserId)).query<Progress | null>('progress'),
      )
      return answer ?? undefined
    } catch {
      return undefined // no worker, no Temporal, or no such run: the database answers
    }
  }
}
