import { reasonText, reasonWords, wordsIn } from '../../domain/words/index.ts'
import type { AskedAgain, FactsByKind, NextThing } from '../facts.ts'
import { type Block, button, type Draft, note, paragraph } from '../letter.ts'
import { soon } from './invitation.ts'
import { footer, openUntil, type Pen, type Writers } from './pen.ts'

/** Between accepting and the end of the identity check. */
export const progressLetters: Writers<
  | 'welcome'
  | 'reminder_accepted_day3'
  | 'reminder_accepted_24h'
  | 'deadline_moved'
  | 'resubmission'
  | 'taking_longer'
  | 'check_again'
  | 'renewal'
> = {
  welcome: (facts, pen) => ({
    subject: pen.say.text('welcome.subject', { account: facts.account }),
    body: [
      paragraph(
        pen.say.text('welcome.body', {
          count: facts.steps.length,
          minutes: facts.minutes,
          until: pen.say.when.full(facts.openUntil),
        }),
      ),
      note(pen.say.text('welcome.steps', { steps: facts.steps.map((step) => next(step, pen)).join(', ') })),
    ],
    button: button(pen.say.text('action.go_on'), facts.link),
    footer: footer('footer.invitee', pen, facts.account),
  }),

  reminder_accepted_day3: (facts, pen) =>
    acceptedReminder(pen.say.text('reminder_accepted.day3.subject', { account: facts.account }), facts, pen),

  reminder_accepted_24h: (facts, pen) => {
    const values = { soon: soon(facts, pen), account: facts.account }
    return acceptedReminder(pen.say.text('reminder_accepted.24h.subject', values), facts, pen)
  },

  deadline_moved: (facts, pen) => {
    const values = { stage: facts.stage, day: pen.say.when.day(facts.openUntil), account: facts.account }
    return {
      subject: pen.say.text('deadline_moved.subject', values),
      body: [
        paragraph(pen.say.text('deadline_moved.body', { by: facts.by })),
        paragraph(pen.say.text(facts.stage === 'invited' ? 'deadline_moved.same_link' : 'deadline_moved.sign_in')),
      ],
      after: openUntil(facts.openUntil, pen),
      footer: footer('footer.invitee', pen, facts.account),
    }
  },

  resubmission: (facts, pen) => {
    const photos = facts.items.filter(({ document }) => document !== 'name').length
    return {
      subject: pen.say.text(photos === 0 ? 'resubmission.subject_name' : 'resubmission.subject', { count: photos }),
      body: [
        { is: 'facts', rows: facts.items.map((item) => askedAgain(item, pen)) },
        paragraph(pen.say.text('resubmission.rest')),
        ...until(facts, pen),
      ],
      button: button(
        pen.say.text(photos === 0 ? 'resubmission.name' : 'resubmission.take', { count: photos }),
        facts.link,
      ),
      footer: footer('footer.invitee', pen, facts.account),
    }
  },

  taking_longer: (facts, pen) => ({
    subject: pen.say.text('taking_longer.subject'),
    body: [
      paragraph(
        facts.writeBy
          ? pen.say.text('taking_longer.body', { by: pen.say.when.full(facts.writeBy) })
          : pen.say.text('taking_longer.staff'),
      ),
      ...(facts.standsStill ? openUntil('stands_still', pen) : []),
    ],
    footer: footer('footer.invitee', pen, facts.account),
  }),

  check_again: (facts, pen) => ({
    subject: pen.say.text('check_again.subject'),
    body: [paragraph(pen.say.text(`check_again.${facts.why}`)), ...until(facts, pen)],
    button: button(pen.say.text('action.go_on'), facts.link),
    footer: footer('footer.invitee', pen, facts.account),
  }),

  renewal: (facts, pen) => ({
    subject: pen.say.text('renewal.subject', { day: pen.say.when.date(facts.until) }),
    body: [
      paragraph(
        pen.say.text('renewal.body', {
          account: facts.account,
          until: pen.say.when.full(facts.until),
          minutes: facts.minutes,
        }),
      ),
    ],
    button: button(pen.say.text('renewal.now'), facts.link),
    after: [note(pen.say.text('reminder_accepted.sign_in'))],
    footer: footer('footer.invitee', pen, facts.account),
  }),
}

function acceptedReminder(subject: string, facts: FactsByKind['reminder_accepted_day3'], pen: Pen): Draft {
  const values = { step: next(facts.next, pen), until: pen.say.when.full(facts.openUntil) }
  return {
    subject,
    body: [paragraph(pen.say.text('reminder_accepted.body', values))],
    button: button(pen.say.text('action.go_on'), facts.link),
    after: [note(pen.say.text('reminder_accepted.sign_in'))],
    footer: footer('footer.invitee', pen, facts.account, facts.noRemindersLink),
  }
}

/** A step or the one photo left, in the middle of a sentence. */
function next(thing: NextThing, { say, frame }: Pen): string {
  const { steps } = wordsIn(frame.locale)
  if (thing === 'about' || thing === 'login' || thing === 'legal' || thing === 'identity') return steps[thing].next
  return say.text(`step.${thing}`)
}

/** Which photo, why, and what helps, in words the person understands (R42). */
function askedAgain({ document, reason, part, date }: AskedAgain, { say, frame }: Pen) {
  const { documentKinds } = wordsIn(frame.locale)
  const label = document === 'name' ? say.text('resubmission.your_name') : documentKinds[document].name
  const why = reasonText(frame.locale, reason, { document, part, date: date && say.when.date(date) })
  return {
    label,
    runs: [why, ' ', say.text('resubmission.helps', { helps: reasonWords(frame.locale, reason, document).helps })],
  }
}

function until({ openUntil: at, moved }: { openUntil: Date; moved: boolean }, { say }: Pen): Block[] {
  const open = say.text('resubmission.until', { until: say.when.full(at) })
  return [paragraph(...(moved ? [open, ' ', say.text('resubmission.moved')] : [open]))]
}
