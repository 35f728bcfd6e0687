import { useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { Detail } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { words } from '../words/console.ts'
import { MailDialog } from './mail-dialog.tsx'
import { bounceReason } from './bounce.ts'
import { recent, shortMoment } from '../../kit/app/dates.ts'

type Mail = Detail['mails'][number]

/** Mails to everybody about this onboarding, and the reminders still to come. */
export function MailList({ detail }: { detail: Detail }) {
  const now = timeNow(detail.clockAheadMs)
  const { mails, plannedReminders } = detail
  const [read, setRead] = useState<string | null>(null)
  return (
    <section className="sec">
      <h2>
        {words.detail.mails} <span className="cap">{words.detail.mailsCaption}</span>
      </h2>
      {mails.length + plannedReminders.length === 0 && <p className="sm mut">{words.detail.noMails}</p>}
      <table className="m">
        <tbody>
          {mails.map((mail) => (
            <tr key={mail.id}>
              <td>
                <button
                  type="button"
                  className="lk"
                  aria-label={words.detail.readMail(nameOf(mail))}
                  onClick={() => setRead(mail.id)}
                >
                  {nameOf(mail)}
                </button>
                <Audience audience={mail.audience} />
              </td>
              <td>
                <MailState mail={mail} now={now} />
              </td>
            </tr>
          ))}
          {plannedReminders.map(({ reminder, at }) => (
            <tr key={reminder}>
              <td className="mut">{words.detail.reminders[reminder]}</td>
              <td>{words.detail.plannedAt(shortMoment(new Date(at)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {read && <MailDialog id={read} onClose={() => setRead(null)} />}
    </section>
  )
}

const nameOf = (mail: Mail): string => (mail.manual ? words.mails['manual'] : words.mails[mail.kind]) ?? mail.kind

function Audience({ audience }: { audience: string }) {
  if (audience === 'invitee') return null
  return <span className="cap"> {audience === 'holder' ? words.detail.toHolder : words.detail.toStaff}</span>
}

function MailState({ mail, now }: { mail: Mail; now: Date }) {
  const { mailStates } = words.detail
  if (mail.state === 'accepted') {
    return (
      <span className="st t-done">
        <Icon name="check" size="s" />
        <span>{mailStates.accepted(recent(new Date(mail.at), now))}</span>
      </span>
    )
  }
  if (mail.state === 'bounced') {
    return (
      <span className="st t-stopped">
        <Icon name="warning" size="s" />
        <span>{mailStates.bounced(bounceReason(mail.refusedWith))}</span>
      </span>
    )
  }
  return <span className="mut">{mailStates[mail.state]}</span>
}
