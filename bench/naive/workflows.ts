// The reference: an onboarding as the tutorials teach it. The workflow is the state; each step is a remote activity that
// writes one row; the invite comes by update-with-start, acceptance is a child workflow, each form is an update.
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  executeChild,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { NaiveActivities, NaiveInput } from './activities.ts'

const { record, mail, mailCode, isCode } = proxyActivities<NaiveActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
})

export const invite = defineUpdate<void>('invite')
export const chooseDocument = defineUpdate<void, [string]>('chooseDocument')
export const addPhoto = defineUpdate<void, [string]>('addPhoto')
export const submitDocuments = defineUpdate<void>('submitDocuments')
export const takeReview = defineUpdate<void>('takeReview')
export const approve = defineUpdate<void>('approve')

export const press = defineUpdate<void>('press')
export const enterCode = defineUpdate<boolean, [string]>('enterCode')
export const giveName = defineUpdate<void, [string]>('giveName')
export const setLogin = defineUpdate<void, [string]>('setLogin')
export const acceptTexts = defineUpdate<void, [Record<string, string>]>('acceptTexts')

/** The whole onboarding. It ends when the person has access and everybody was told. */
export async function naiveOnboarding(input: NaiveInput): Promise<void> {
  let invited = false
  const verification = handleVerification(input)
  setHandler(invite, async () => {
    await record(input.id, 'invited', { role: input.role })
    invited = true
  })
  await condition(() => invited)
  await Promise.all([mail(input, 'invitation'), mail(input, 'user_added')])
  await executeChild(naiveAcceptance, { workflowId: `${workflowInfo().workflowId}-acceptance`, args: [input] })
  if (input.role !== 'viewer') {
    await record(input.id, 'verifying', {})
    verification.begin()
    await verification.approved()
  }
  await record(input.id, 'active', {})
  await Promise.all([mail(input, 'active_person'), mail(input, 'active_holder')])
  await condition(allHandlersFinished)
}

/** The forms of the identity check; those that come early wait until it begins. */
function handleVerification({ id }: NaiveInput) {
  let begun = false
  let approved = false
  const step = async (name: string, data: Record<string, string>): Promise<void> => {
    await condition(() => begun)
    await record(id, name, data)
  }
  setHandler(chooseDocument, (type) => step('document_chosen', { type }))
  setHandler(addPhoto, (photo) => step('photo_added', { photo }))
  setHandler(submitDocuments, () => step('submitted', {}))
  setHandler(takeReview, () => step('review_taken', {}))
  setHandler(approve, async () => {
    await step('approved', {})
    approved = true
  })
  return { begin: () => void (begun = true), approved: () => condition(() => approved) }
}

/** From "Accept" to the legal texts, within the invitation's seven days. */
export async function naiveAcceptance(input: NaiveInput): Promise<void> {
  let accepted = false
  let signedUp = false
  setHandler(press, () => mailCode(input))
  setHandler(enterCode, async (code) => {
    if (!(await isCode(input.id, code))) return false
    await record(input.id, 'accepted', {})
    accepted = true
    return true
  })
  setHandler(giveName, (name) => record(input.id, 'named', { name }))
  setHandler(setLogin, (hash) => record(input.id, 'login_set', { hash }))
  setHandler(acceptTexts, async (texts) => {
    await record(input.id, 'signed_up', texts)
    signedUp = true
  })
  await condition(() => accepted, '7 days')
  await Promise.all([mail(input, 'welcome'), mail(input, 'accepted_holder')])
  await condition(() => signedUp, '30 days')
  await condition(allHandlersFinished)
}
