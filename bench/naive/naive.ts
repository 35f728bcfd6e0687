import { readFileSync } from 'node:fs'
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { hashPassword } from '../../commands/passwords.ts'
import { readPhoto } from '../../vendors/staff/photo.ts'
import { seal } from '../../vendors/staff/seal.ts'
import { historyOf, NAME, PASSWORD, type Way } from '../onboardings/person.ts'
import { PICTURE } from '../onboardings/picture.ts'
import { aKeyRing, aMailer } from '../world/installation.ts'
import type { Services } from '../world/services.ts'
import { NAIVE_TABLES, type NaiveInput, naiveActivities } from './activities.ts'
import * as flow from './workflows.ts'

const QUEUE = 'naive'
const KEYS = aKeyRing()

/** The reference, with the same worker settings, the same pool of connections and the same mail server. */
export async function naive(services: Services, namespace: string): Promise<Way> {
  const { url } = await services.database('naive')
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  await pool.query(NAIVE_TABLES)
  const mailer = aMailer(services.mailbox.smtpUrl)
  const connection = await Connection.connect({ address: services.temporalAddress })
  const native = await NativeConnection.connect({ address: services.temporalAddress })
  const client = new Client({ connection, namespace })
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: QUEUE,
    activities: naiveActivities(pool, mailer),
    workflowBundle: { code: readFileSync(new URL('bench-naive.js', import.meta.url), 'utf8') },
    maxCachedWorkflows: 2_000,
  })
  const running = worker.run()
  return {
    onboard: async (role) => ({ events: await onboard(services, client, pool, role) }),
    async stop() {
      worker.shutdown()
      await running
      mailer.close()
      await native.close()
      await connection.close()
      await pool.end()
    },
  }
}

async function onboard(
  { mailbox }: Services,
  client: Client,
  pool: pg.Pool,
  role: 'viewer' | 'trader',
): Promise<number> {
  const id = uuidv7()
  const workflowId = `naive-${id}`
  const input: NaiveInput = { id, role, email: `tomasz.${id}@kestrel.example`, holder: `holder.${id}@kestrel.example` }
  const startWorkflowOperation = new WithStartWorkflowOperation(flow.naiveOnboarding, {
    workflowId,
    taskQueue: QUEUE,
    args: [input],
    workflowIdConflictPolicy: 'FAIL',
  })
  await client.workflow.executeUpdateWithStart(flow.invite, { startWorkflowOperation })
  await mailbox.linkFor(input.email)
  const acceptance = client.workflow.getHandle(`${workflowId}-acceptance`)
  await whenThere(() => acceptance.executeUpdate(flow.press))
  const code = (await mailbox.codeFor(input.email)).replaceAll(' ', '')
  if (!(await acceptance.executeUpdate(flow.enterCode, { args: [code] })))
    throw new Error('the mailed code was refused')
  await acceptance.executeUpdate(flow.giveName, { args: [NAME] })
  await acceptance.executeUpdate(flow.setLogin, { args: [await hashPassword(PASSWORD)] })
  await acceptance.executeUpdate(flow.acceptTexts, { args: [{ terms: '4.2', privacy: '3.0' }] })
  if (role === 'trader') await verify(client, pool, workflowId, id)
  return (await historyOf(client, workflowId)) + (await historyOf(client, `${workflowId}-acceptance`))
}

/** The mail may be read before its workflow has begun the child. */
async function whenThere(call: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return void (await call())
    } catch (error) {
      if (tried > 200 || !(error instanceof Error) || error.name !== 'WorkflowNotFoundError') throw error
      await new Promise((again) => setTimeout(again, 25))
    }
  }
}

async function verify(client: Client, pool: pg.Pool, workflowId: string, id: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId)
  await handle.executeUpdate(flow.chooseDocument, { args: ['passport'] })
  for (const kind of ['passport_photo', 'selfie']) {
    const photo = await readPhoto(PICTURE)
    if ('fault' in photo) throw new Error(`the photo is ${photo.fault}`)
    const documentId = uuidv7()
    const sealed = seal(KEYS, { documentId, personId: id, kind }, photo.image)
    await pool.query('INSERT INTO naive_photo VALUES ($1, $2, $3, $4, $5, $6)', [
      documentId,
      id,
      kind,
      sealed.masterKeyId,
      sealed.wrappedKey,
      sealed.sealed,
    ])
    await handle.executeUpdate(flow.addPhoto, { args: [documentId] })
  }
  await handle.executeUpdate(flow.submitDocuments)
  await handle.executeUpdate(flow.takeReview)
  await handle.executeUpdate(flow.approve)
}
