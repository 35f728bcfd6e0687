import { button, note, paragraph, quietButton } from '../letter.ts'
import { footer, openUntil, type Pen, reason, roleName, seatFreed, type Writers } from './pen.ts'

/** To the holder: what users of the account do, and what the holder can do about it (R13, R38). */
export const holderLetters: Writers<
  | 'user_added'
  | 'draft_waits'
  | 'accepted_holder'
  | 'declined_holder'
  | 'expired_holder'
  | 'asked_again'
  | 'active_holder'
  | 'rejected_holder'
  | 'left_holder'
  | 'confirmation_number'
> = {
  user_added: (facts, pen) => ({
    subject: pen.say.text('user_added.subject', { by: facts.by, who: facts.who }),
    body: [
      paragraph(
        ...pen.say.runs('user_added.body', {
          roleName: roleName(facts.access, pen),
          at: pen.say.when.dayTime(facts.at),
        }),
      ),
    ],
    button: manage(facts.link, pen),
    after: openUntil(facts.openUntil, pen),
    footer: holderFooter(facts, pen),
  }),

  draft_waits: (facts, pen) => ({
    subject: pen.say.text('draft_waits.subject', { reference: facts.reference }),
    body: [paragraph(pen.say.text('draft_waits.body', { by: facts.by, fee: facts.fee ? 'yes' : 'no' }))],
    button: button(pen.say.text('action.go_on'), facts.link),
    after: openUntil(facts.openUntil, pen),
    footer: holderFooter(facts, pen),
  }),

  accepted_holder: (facts, pen) => ({
    subject: pen.say.text('accepted_holder.subject', { who: facts.who }),
    body: [paragraph(pen.say.text('accepted_holder.body', { identityCheck: facts.identityCheck ? 'yes' : 'no' }))],
    after: openUntil(facts.openUntil, pen),
    footer: holderFooter(facts, pen),
  }),

  declined_holder: (facts, pen) => ({
    subject: pen.say.text('declined_holder.subject', { who: facts.who }),
    body: [
      paragraph(pen.say.text('declined_holder.body')),
      ...reason('reason.given', facts.reason, facts.who, pen),
      ...seatFreed(facts.seatFreed, pen),
    ],
    footer: holderFooter(facts, pen),
  }),

  expired_holder: (facts, pen) => ({
    subject: pen.say.text('expired_holder.subject', { who: facts.who }),
    body: [paragraph(pen.say.text('expired_holder.body', { seen: facts.seen })), ...seatFreed(facts.seatFreed, pen)],
    button: inviteAgain(facts.link, pen),
    footer: holderFooter(facts, pen),
  }),

  asked_again: (facts, pen) => ({
    subject: pen.say.text('asked_again.subject', { who: facts.who }),
    body: [paragraph(pen.say.text('asked_again.body', { ended: facts.ended, day: pen.say.when.day(facts.endedAt) }))],
    button: inviteAgain(facts.link, pen),
    after: [note(pen.say.text('asked_again.or_nothing'))],
    footer: holderFooter(facts, pen),
  }),

  active_holder: (facts, pen) => ({
    subject: pen.say.text('active_holder.subject', { who: facts.who }),
    body: [paragraph(pen.say.text('active_holder.body', { at: pen.say.when.full(facts.at) }))],
    button: manage(facts.link, pen),
    footer: holderFooter(facts, pen),
  }),

  rejected_holder: (facts, pen) => ({
    subject: pen.say.text('rejected_holder.subject', { who: facts.who }),
    body: [paragraph(pen.say.text('rejected_holder.body')), ...seatFreed(facts.seatFreed, pen)],
    footer: holderFooter(facts, pen),
  }),

  left_holder: (facts, pen) => ({
    subject: pen.say.text('left_holder.subject', { who: facts.who }),
    body: [
      paragraph(pen.say.text('left_holder.body', { at: pen.say.when.full(facts.at) })),
      ...seatFreed(facts.seatFreed, pen),
    ],
    button: manage(facts.link, pen),
    footer: holderFooter(facts, pen),
  }),

  confirmation_number: (facts, pen) => {
    const code = `${facts.code.slice(0, 3)} ${facts.code.slice(3)}`
    const until = pen.say.when.time(facts.worksUntil)
    return {
      subject: pen.say.text('confirmation_number.subject', { code }),
      heading: pen.say.text('confirmation_number.heading'),
      body: [
        { is: 'code', code },
        paragraph(pen.say.text(`confirmation_number.${facts.confirms.is}`, { who: '', amount: '', ...facts.confirms })),
        paragraph(pen.say.text('confirmation_number.until', { until, platform: pen.frame.platformName })),
        note(pen.say.text('not_you')),
      ],
      button: quietButton(pen.say.text('password_changed.tell'), facts.tellLink),
      footer: holderFooter(facts, pen),
    }
  },
}

const manage = (link: string, { say }: Pen) => button(say.text('action.manage'), link)
const inviteAgain = (link: string, { say }: Pen) => button(say.text('action.invite_again'), link)
const holderFooter = ({ account }: { account: string }, pen: Pen) => footer('footer.holder', pen, account)
