import type { Client } from '@temporalio/client'

/** What one whole onboarding left behind in Temporal. */
export type Done = { events: number }

/** One way to onboard people; each call takes one person from the invite to access, as fast as it allows. */
export type Way = { onboard(role: 'viewer' | 'trader', n: number): Promise<Done>; stop(): Promise<void> }

export const PASSWORD = 'correct horse battery staple'
export const NAME = 'Tomasz Wilk'

/** Waits for the end of a run, and counts its history. */
export async function historyOf(client: Client, workflowId: string): Promise<number> {
  const handle = client.workflow.getHandle(workflowId)
  await handle.result()
  return (await handle.describe()).historyLength
}
