import { randomBytes, randomInt } from 'node:crypto'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Mail } from '../../mail/facts.ts'
import { renderMail } from '../../mail/render.tsx'
import type { Mailer } from '../../mail/transport.ts'
import { PLATFORM } from '../world/installation.ts'

/** What the reference's workflow is started with. */
export type NaiveInput = { id: string; role: string; email: string; holder: string }

export const NAIVE_TABLES = `
  CREATE TABLE naive_step (id uuid PRIMARY KEY, onboarding uuid NOT NULL, step text NOT NULL, data jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE INDEX naive_step_onboarding ON naive_step (onboarding, step);
  CREATE TABLE naive_photo (id uuid PRIMARY KEY, onboarding uuid NOT NULL, kind text NOT NULL, master_key_id text NOT NULL,
    wrapped_key bytea NOT NULL, sealed bytea NOT NULL)`

const ACCOUNT = 'Kestrel Joinery'
const DAY = 86_400_000

type Kind = 'invitation' | 'user_added' | 'code' | 'welcome' | 'accepted_holder' | 'active_person' | 'active_holder'

/** The reference's activities: one row each, and the same mails over the same server. */
export function naiveActivities(pool: pg.Pool, mailer: Mailer) {
  const record = async (id: string, step: string, data: Record<string, string>): Promise<void> => {
    await pool.query('INSERT INTO naive_step (id, onboarding, step, data) VALUES ($1, $2, $3, $4)', [
      uuidv7(),
      id,
      step,
      data,
    ])
  }
  const send = async (input: NaiveInput, letter: Mail, to: string): Promise<void> => {
    const rendered = renderMail(letter.kind, letter.facts, { ...PLATFORM, locale: 'en' })
    const sent = await mailer.send({ ...rendered, to, messageId: `<${uuidv7()}@northwind.example>`, date: new Date() })
    if (sent.outcome !== 'accepted') throw new Error(`the mail server answered ${sent.outcome}`)
    await record(input.id, `mailed_${letter.kind}`, {})
  }
  return {
    record,
    mail: (input: NaiveInput, kind: Exclude<Kind, 'code'>): Promise<void> =>
      send(
        input,
        letterOf(input, kind),
        kind.endsWith('_holder') || kind === 'user_added' ? input.holder : input.email,
      ),
    async mailCode(input: NaiveInput): Promise<void> {
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await record(input.id, 'code', { code })
      const facts = {
        account: ACCOUNT,
        code,
        minutes: 30,
        openUntil: new Date(Date.now() + 7 * DAY),
        tellLink: 'http://localhost:3000/i/report',
      }
      await send(input, { kind: 'code', facts }, input.email)
    },
    async isCode(id: string, typed: string): Promise<boolean> {
      const found = await pool.query(
        `SELECT 1 FROM naive_step WHERE onboarding = $1 AND step = 'code' AND data->>'code' = $2`,
        [id, typed],
      )
      return found.rows.length > 0
    },
  }
}

export type NaiveActivities = ReturnType<typeof naiveActivities>

/** The words that Usher's mails have, too. */
function letterOf({ role, email }: NaiveInput, kind: Exclude<Kind, 'code'>): Mail {
  const access = { policy: 'exchange', role, rights: [] }
  const now = new Date()
  const openUntil = new Date(now.getTime() + 7 * DAY)
  const link = 'http://localhost:3000/me'
  const by = PLATFORM.platformName
  const user = { account: ACCOUNT, who: email }
  const identityCheck = role !== 'viewer'
  const invitation = `http://localhost:3000/i/${randomBytes(40).toString('base64url')}`
  const letters: { [K in Exclude<Kind, 'code'>]: Extract<Mail, { kind: K }> } = {
    invitation: {
      kind: 'invitation',
      facts: {
        account: ACCOUNT,
        by,
        openUntil,
        link: invitation,
        access,
        sentTo: email,
        minutes: 6,
        identityCheck,
        reminders: [new Date(now.getTime() + 3 * DAY), new Date(now.getTime() + 6 * DAY)],
        reportLink: `${invitation}/report`,
      },
    },
    user_added: { kind: 'user_added', facts: { ...user, by, access, at: now, openUntil, link } },
    welcome: {
      kind: 'welcome',
      facts: { account: ACCOUNT, steps: ['about', 'login', 'legal'], minutes: 6, openUntil, link },
    },
    accepted_holder: { kind: 'accepted_holder', facts: { ...user, identityCheck, openUntil } },
    active_person: { kind: 'active_person', facts: { account: ACCOUNT, access } },
    active_holder: { kind: 'active_holder', facts: { ...user, at: now, link } },
  }
  return letters[kind]
}
