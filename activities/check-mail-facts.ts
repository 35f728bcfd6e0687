import { outside } from '../domain/ids.ts'
import { isRenewing } from '../domain/renewal.ts'
import { stepOf } from '../domain/steps.ts'
import type { Resubmission } from '../domain/verification.ts'
import type { FactsByKind, NextThing } from '../mail/facts.ts'
import type { MailRow } from '../store/mails.ts'
import type { SubUserView } from '../store/sub-users.ts'
import { ranOutOn } from '../store/typed-checks.ts'
import { attemptsOf } from '../store/verification.ts'
import type { MailSettings } from './mail-settings.ts'

/** What mails about an identity check are read from. */
type CheckMail = {
  settings: MailSettings
  view: SubUserView
  mail: MailRow
  account: string
  kept: {
    attempt?: number
    moved?: boolean
    writeBy?: string
    why?: FactsByKind['check_again']['why']
    vendor?: string
    access?: boolean
  }
}

const signInUrl = ({ settings }: CheckMail): string => `${settings.publicUrl}/me`
/** Until when it is the person's turn: a renewal has the end of its check (R46). */
const deadline = ({ view }: CheckMail): Date =>
  (isRenewing(view) ? view.verifiedUntil : view.deadline) ?? view.createdAt

/** What is next after accepting: a step, or the one photo that is left. */
export async function nextThing(w: CheckMail): Promise<NextThing> {
  const step = stepOf(w.view)
  if (step !== 'status') return step
  const asked = (await askedOf(w, w.view.attempt - 1))[0]?.document
  return asked === undefined || asked === 'name' ? 'identity' : asked
}

async function askedOf(w: CheckMail, attempt: number): Promise<readonly Resubmission[]> {
  const found = (await attemptsOf(w.settings.db.prisma, w.view.id)).find((one) => one.number === attempt)
  return (found?.asked ?? []) as unknown as Resubmission[]
}

export async function resubmission(w: CheckMail): Promise<FactsByKind['resubmission']> {
  const attempt = w.kept.attempt ?? 0
  const asked = await askedOf(w, attempt)
  const ranOut = asked.some(({ reason }) => reason === 'out_of_date')
  const date = ranOut ? await ranOutOn(w.settings.db, w.view.id, attempt) : undefined
  const items = asked.map((item) => (item.reason === 'out_of_date' ? { ...item, date } : item))
  return { account: w.account, items, openUntil: deadline(w), moved: w.kept.moved === true, link: signInUrl(w) }
}

/** Nothing to tell any more once the turn is the person's again, or all is decided. */
export function takingLonger(w: CheckMail): FactsByKind['taking_longer'] | undefined {
  if (w.view.turn !== 'vendor' && w.view.turn !== 'staff') return undefined
  const writeBy = w.kept.writeBy ? new Date(w.kept.writeBy) : null
  return { account: w.account, writeBy, standsStill: !isRenewing(w.view) }
}

export function checkAgain(w: CheckMail): FactsByKind['check_again'] | undefined {
  if ((w.view.status !== 'verifying' && !isRenewing(w.view)) || w.view.turn !== 'invitee') return undefined
  const { why = 'unfinished', moved } = w.kept
  return { account: w.account, why, openUntil: deadline(w), moved: moved === true, link: signInUrl(w) }
}

/** To staff: never a full account number, never a name. They read the rest behind their login. */
const forStaff = ({ settings, view }: CheckMail) => ({
  account: `…${view.account.reference.slice(-3)}`,
  link: `${settings.publicUrl}/console/onboardings/${outside('subUser', view.id)}`,
})

/** An invitation or an onboarding, which stands still, or an access that somebody else may have. */
export const reported = (w: CheckMail): FactsByKind['reported'] => ({
  ...forStaff(w),
  stage: w.kept.access === true ? 'access' : w.view.acceptedAt ? 'accepted' : 'invited',
})

export const approvalWithdrawn = (w: CheckMail): FactsByKind['approval_withdrawn'] => ({
  ...forStaff(w),
  vendor: w.kept.vendor ?? '',
})
