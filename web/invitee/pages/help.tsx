import { say } from '../messages/say.ts'
import { Aside, Page, type Frame } from './frame.tsx'

/** How to reach the platform’s people, from its configuration. */
export interface Support {
  email: string
  phone?: string
  /** “Mon to Fri, 08:00–18:00 (Warsaw time)”. */
  hours?: string
  address?: string
}

/** A way to a person on every page; `frame.code` is what to tell them. No form. */
export function HelpPage({ frame, support }: { frame: Frame; support: Support }) {
  const { t, rich } = say(frame.language)
  const { email, phone, hours, address } = support
  return (
    <Page
      frame={{ ...frame, code: undefined }}
      heading={t('help.heading')}
      mark={{ icon: 'speech', tone: 'auto' }}
      lead={t('help.never')}
    >
      <section className="box">
        <ul className="ways">
          <li>{rich('help.write', { email }, { link: (text) => <a href={`mailto:${email}`}>{text}</a> })}</li>
          {phone && (
            <li>
              {rich(
                'help.call',
                { phone },
                { link: (text) => <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{text}</a> },
              )}
              {hours && <small>{hours}</small>}
            </li>
          )}
          {address && <li>{t('help.visit', { address })}</li>}
        </ul>
        {frame.code && (
          <p>
            {t('help.give')} <code>{frame.code}</code>.
          </p>
        )}
      </section>
      <Aside icon="camera">{t('help.camera')}</Aside>
      <Aside icon="history">{t('help.time')}</Aside>
    </Page>
  )
}
