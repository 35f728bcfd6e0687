import { button, note, paragraph } from '../letter.ts'
import { footer, type Writers } from './pen.ts'

/** To staff. A reported invitation names no person: managers read the rest behind their login. */
export const staffLetters: Writers<
  'reported' | 'approval_withdrawn' | 'review_due' | 'review_taken_over' | 'staff_setup' | 'staff_password'
> = {
  reported: (facts, pen) => ({
    subject: pen.say.text(facts.stage === 'access' ? 'reported.access.subject' : 'reported.subject', {
      account: facts.account,
    }),
    body:
      facts.stage === 'access'
        ? [paragraph(pen.say.text('reported.access.body')), paragraph(pen.say.text('reported.access.next'))]
        : [
            paragraph(pen.say.text('reported.body')),
            paragraph(pen.say.text('reported.next', { accepted: facts.stage === 'accepted' ? 'yes' : 'no' })),
          ],
    button: button(pen.say.text('reported.open'), facts.link),
    footer: footer('footer.staff', pen),
  }),

  approval_withdrawn: (facts, pen) => ({
    subject: pen.say.text('approval_withdrawn.subject', { account: facts.account }),
    body: [
      paragraph(pen.say.text('approval_withdrawn.body', { vendor: facts.vendor })),
      paragraph(pen.say.text('approval_withdrawn.next')),
    ],
    button: button(pen.say.text('reported.open'), facts.link),
    footer: footer('footer.staff', pen),
  }),

  review_due: (facts, pen) => {
    const { who, minutes, stage } = facts
    const due = pen.say.when.dayTime(facts.dueAt)
    return {
      subject: pen.say.text('review_due.subject', { who, minutes }),
      body: [paragraph(pen.say.text('review_due.body', { stage, due }))],
      button: button(pen.say.text('review.open'), facts.link),
      footer: footer('footer.staff', pen),
    }
  },

  review_taken_over: (facts, pen) => ({
    subject: pen.say.text('review_taken_over.subject', { by: facts.by, who: facts.who }),
    body: [paragraph(pen.say.text('review_taken_over.body'))],
    button: button(pen.say.text('review.open'), facts.link),
    footer: footer('footer.staff', pen),
  }),

  staff_setup: (facts, pen) => ({
    subject: pen.say.text('staff_setup.subject', { platform: pen.frame.platformName }),
    body: [paragraph(...pen.say.runs('staff_setup.body', { roleName: pen.say.text(`staff_role.${facts.role}`) }))],
    button: button(pen.say.text('staff_setup.button'), facts.link),
    after: [note(pen.say.text('staff_setup.until', { until: pen.say.when.full(facts.worksUntil) }))],
    footer: footer('footer.staff', pen),
  }),

  staff_password: (facts, pen) => ({
    subject: pen.say.text('password_link.subject'),
    body: [
      paragraph(pen.say.text('staff_password.body', { time: pen.say.when.time(facts.worksUntil) })),
      paragraph(pen.say.text('password_link.not_asked')),
    ],
    button: button(pen.say.text('password_link.subject'), facts.link),
    footer: footer('footer.staff', pen),
  }),
}
