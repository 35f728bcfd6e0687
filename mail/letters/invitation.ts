import type { FactsByKind } from '../facts.ts'
import { type Block, button, type Draft, note, paragraph } from '../letter.ts'
import {
  footer,
  noReminders,
  openUntil,
  openUntilRow,
  type Pen,
  quotationOf,
  rightsOf,
  roleName,
  type Writers,
} from './pen.ts'

type Invitation = FactsByKind['invitation']

/** While the invitation waits for the person. */
export const invitationLetters: Writers<'invitation' | 'new_link' | 'reminder_invited_day3' | 'reminder_invited_24h'> =
  {
    invitation: (facts, pen) => ({
      subject: pen.say.text('invitation.subject', { by: facts.by, account: facts.account }),
      body: [
        ...quotationOf(facts.message, facts.by, pen),
        paragraph(
          ...pen.say.runs('invitation.role', { role: facts.access.role, roleName: roleName(facts.access, pen) }),
        ),
        rightsOf(facts.access, facts.account, pen),
      ],
      button: look(facts.link, pen),
      after: [note(pen.say.text('invitation.you_decide')), invitationFacts(facts, pen)],
      closing: [note(...pen.say.runs('invitation.unknown', { by: facts.by }, facts.reportLink))],
      footer: invitationFooter(facts, pen),
    }),

    new_link: (facts, pen) => ({
      subject: pen.say.text('new_link.subject', { account: facts.account }),
      body: [paragraph(pen.say.text('new_link.body'))],
      button: look(facts.link, pen),
      after: [note(pen.say.text('invitation.you_decide')), ...openUntil(facts.openUntil, pen)],
      footer: footer('footer.invitee', pen, facts.account, facts.noRemindersLink),
    }),

    reminder_invited_day3: (facts, pen) => ({
      subject: pen.say.text('reminder_invited.day3.subject', { account: facts.account }),
      body: [
        paragraph(
          pen.say.text('reminder_invited.day3.body', {
            by: facts.by,
            invited: pen.say.when.day(facts.invitedAt),
            until: pen.say.when.full(facts.openUntil),
          }),
        ),
      ],
      button: look(facts.link, pen),
      after: [note(pen.say.text('invitation.you_decide'))],
      footer: footer('footer.invitee', pen, facts.account, facts.noRemindersLink),
    }),

    reminder_invited_24h: (facts, pen) => ({
      subject: pen.say.text('reminder_invited.24h.subject', { soon: soon(facts, pen), account: facts.account }),
      body: [paragraph(pen.say.text('reminder_invited.24h.body'))],
      button: look(facts.link, pen),
      after: [note(pen.say.text('invitation.you_decide')), ...openUntil(facts.openUntil, pen)],
      footer: footer('footer.invitee', pen, facts.account, facts.noRemindersLink),
    }),
  }

/** “tomorrow, 14:05”, or “today” or the date when the reminder had to wait or came early. */
export function soon({ openUntil: until, writtenAt }: { openUntil: Date; writtenAt: Date }, { say }: Pen): string {
  const near = say.when.nearness(until, writtenAt)
  return say.text(`soon.${near}`, { time: say.when.clock(until), dayTime: say.when.dayTime(until) })
}

const look = (link: string, { say }: Pen) => button(say.text('action.look'), link)

function invitationFacts(facts: Invitation, pen: Pen): Block {
  const { say } = pen
  const takes = say.text('invitation.takes', {
    minutes: facts.minutes,
    identityCheck: facts.identityCheck ? 'yes' : 'no',
  })
  const rows = [
    openUntilRow(facts.openUntil, pen),
    { label: say.text('fact.takes'), runs: [takes] },
    { label: say.text('fact.sent_to'), runs: [say.text('invitation.sent_to', { address: facts.sentTo })] },
  ]
  return { is: 'facts', rows }
}

function invitationFooter(facts: Invitation, pen: Pen): Draft['footer'] {
  const { say, frame } = pen
  const values = {
    platform: frame.platformName,
    count: facts.reminders.length,
    days: say.when.days(facts.reminders),
  }
  return [[say.text('footer.invitation', values), ...noReminders(facts.noRemindersLink, pen)]]
}
