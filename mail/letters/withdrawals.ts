import type { MoneyTo } from '../facts.ts'
import { button, paragraph } from '../letter.ts'
import { soon } from './invitation.ts'
import { footer, openUntil, type Pen, reason, type Writers } from './pen.ts'

/** Withdrawals that wait for the holder, and what became of them (R18). */
export const withdrawalLetters: Writers<'withdrawal_waits' | 'withdrawal_result'> = {
  withdrawal_waits: (facts, pen) => {
    const to = destination(facts.to, pen)
    const before = facts.times > 0 ? 'known' : 'new'
    return {
      subject: pen.say.text('withdrawal_waits.subject', { who: facts.who, amount: facts.amount }),
      body: [
        paragraph(pen.say.text('withdrawal_waits.to', { to, before })),
        paragraph(pen.say.text('withdrawal_waits.until', { soon: soon(facts, pen) })),
      ],
      button: button(pen.say.text('withdrawal_waits.look'), facts.link),
      after: openUntil(facts.openUntil, pen),
      footer: footer('footer.holder', pen, facts.account),
    }
  },

  withdrawal_result: ({ account, amount, to, outcome }, pen) => ({
    subject: pen.say.text('withdrawal_result.subject', {
      outcome: outcome.is,
      amount,
      to: destination(to, pen),
    }),
    body: [
      paragraph(
        pen.say.text(`withdrawal_result.${outcome.is}`, {
          by: 'by' in outcome ? outcome.by : '',
          at: pen.say.when.full(outcome.at),
        }),
      ),
      ...('reason' in outcome ? reason('reason.label', outcome.reason, outcome.by, pen) : []),
    ],
    footer: footer('footer.invitee', pen, account),
  }),
}

const destination = (to: MoneyTo, { say }: Pen): string =>
  'label' in to ? to.label : say.text(`destination.${to.kind}`, { ending: to.ending })
