import type { FactsByKind } from '../facts.ts'
import { button, type Draft, note, paragraph } from '../letter.ts'
import { footer, type Pen, reason, rightsOf, roleName, type Writers } from './pen.ts'

/** How an onboarding ended, and what became of the access afterwards; to the person. */
export const outcomeLetters: Writers<
  'active_person' | 'rejected_person' | 'revoked' | 'expired_invitee' | 'suspended' | 'reactivated' | 'deactivated'
> = {
  active_person: (facts, pen) => ({
    subject: pen.say.text('active_person.subject', { account: facts.account }),
    body: [
      paragraph(
        ...pen.say.runs('active_person.role', { role: facts.access.role, roleName: roleName(facts.access, pen) }),
      ),
      rightsOf(facts.access, facts.account, pen),
    ],
    button: toPlatform(pen),
    footer: footer('footer.invitee', pen, facts.account),
  }),

  rejected_person: (facts, pen) => ({
    subject: pen.say.text('rejected_person.subject'),
    body: [
      paragraph(pen.say.text('rejected_person.body', { account: facts.account })),
      ...reason('reason.label', facts.reason, pen.frame.platformName, pen),
      paragraph(
        ...pen.say.runs('rejected_person.object', { until: pen.say.when.date(facts.objectUntil) }, pen.frame.helpUrl),
      ),
      paragraph(pen.say.text('rejected_person.deleted', { date: pen.say.when.date(facts.deletedOn) })),
    ],
    footer: footer('footer.invitee', pen, facts.account),
  }),

  revoked: (facts, pen) => ({
    subject: pen.say.text('revoked.subject', { account: facts.account }),
    body: [
      paragraph(pen.say.text('revoked.body', { at: pen.say.when.dayTime(facts.at) })),
      ...reason('reason.label', facts.reason, facts.by, pen),
    ],
    footer: footer('footer.invitee', pen, facts.account),
  }),

  expired_invitee: (facts, pen) => ({
    subject: pen.say.text('expired_invitee.subject', { account: facts.account }),
    body: [
      paragraph(pen.say.text(facts.stage === 'invited' ? 'expired_invitee.nothing' : 'expired_invitee.unfinished')),
      note(pen.say.text('expired_invitee.was_open', { until: pen.say.when.full(facts.openUntil) })),
    ],
    button: button(pen.say.text('expired_invitee.ask'), facts.link),
    footer: footer('footer.invitee', pen, facts.account),
  }),

  suspended: (facts, pen) => {
    const draft = accessChange('suspended.subject', facts, pen)
    if (!facts.renewLink) return draft
    const body = [...draft.body, paragraph(pen.say.text('suspended.renewal'))]
    return { ...draft, body, button: button(pen.say.text('renewal.now'), facts.renewLink) }
  },
  reactivated: (facts, pen) => ({ ...accessChange('reactivated.subject', facts, pen), button: toPlatform(pen) }),
  deactivated: (facts, pen) => accessChange('deactivated.subject', facts, pen),
}

const toPlatform = ({ say, frame }: Pen) =>
  button(say.text('action.go_to_platform', { platform: frame.platformName }), frame.platformUrl)

function accessChange(
  subject: 'suspended.subject' | 'reactivated.subject' | 'deactivated.subject',
  facts: FactsByKind['suspended'],
  pen: Pen,
): Draft {
  return {
    subject: pen.say.text(subject, { account: facts.account }),
    body: [
      paragraph(pen.say.text('access.since', { at: pen.say.when.full(facts.at), by: facts.by })),
      ...reason('reason.label', facts.reason, facts.by, pen),
    ],
    footer: footer('footer.invitee', pen, facts.account),
  }
}
