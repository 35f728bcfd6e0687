import { button, note, paragraph, quietButton } from '../letter.ts'
import { footer, notYou, openUntil, type Writers } from './pen.ts'

/** Codes, sign-in links and passwords of the invited person. */
export const loginLetters: Writers<'code' | 'sign_in_link' | 'password_link' | 'password_changed'> = {
  code: (facts, pen) => {
    const code = `${facts.code.slice(0, 3)} ${facts.code.slice(3)}`
    return {
      subject: pen.say.text('code.subject', { code }),
      heading: pen.say.text('code.heading'),
      body: [
        { is: 'code', code },
        paragraph(pen.say.text('code.body', { account: facts.account, minutes: facts.minutes })),
        note(pen.say.text('not_you')),
      ],
      button: quietButton(pen.say.text('code.tell'), facts.tellLink),
      after: openUntil(facts.openUntil, pen),
      footer: footer('footer.invitee', pen, facts.account),
    }
  },

  sign_in_link: (facts, pen) => ({
    subject: pen.say.text('sign_in_link.subject', { account: facts.account }),
    body: [
      paragraph(pen.say.text('sign_in_link.body', { time: pen.say.when.time(facts.worksUntil) })),
      facts.askedBy === undefined
        ? paragraph(pen.say.text('sign_in_link.asked_by_you'))
        : paragraph(pen.say.text('sign_in_link.asked_by', { by: facts.askedBy })),
    ],
    button: button(pen.say.text('action.go_on'), facts.link),
    after: openUntil(facts.openUntil, pen),
    closing: [notYou(facts.tellLink, pen)],
    footer: footer('footer.invitee', pen, facts.account),
  }),

  password_link: (facts, pen) => ({
    subject: pen.say.text('password_link.subject'),
    body: [
      paragraph(pen.say.text('password_link.body', { time: pen.say.when.time(facts.worksUntil) })),
      paragraph(pen.say.text('password_link.not_asked')),
    ],
    button: button(pen.say.text('password_link.subject'), facts.link),
    after: openUntil(facts.openUntil, pen),
    footer: footer('footer.login', pen),
  }),

  password_changed: (facts, pen) => ({
    subject: pen.say.text('password_changed.subject'),
    body: [
      paragraph(pen.say.text('password_changed.body', { time: pen.say.when.time(facts.at) })),
      paragraph(pen.say.text('not_you')),
    ],
    button: button(pen.say.text('password_changed.tell'), facts.tellLink),
    after: openUntil(facts.openUntil, pen),
    footer: footer('footer.login', pen),
  }),
}
