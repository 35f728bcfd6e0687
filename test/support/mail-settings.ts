import type { MailSettings } from '../../activities/mail-settings.ts'
import { createMailer } from '../../mail/transport.ts'
import type { World } from './world.ts'

/** How a world sends its mails: to the mail server at this port, within `timeoutMs` while somebody waits. */
export const mailSettingsOf = (
  { db, context }: Pick<World, 'db' | 'context'>,
  port: number,
  timeoutMs = 5_000,
): MailSettings => ({
  db,
  keys: context.keys,
  mailer: createMailer({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'Northwind Exchange <no-reply@northwind.example>',
    timeoutMs,
  }),
  publicUrl: 'http://localhost:3000',
  entryUrl: 'https://northwind.example/users',
  mailDomain: 'northwind.example',
  platform: {
    platformName: 'Northwind Exchange',
    platformUrl: 'https://northwind.example',
    timeZone: 'Europe/Warsaw',
    helpUrl: 'http://localhost:3000/help',
    supportLine: '',
    brand: '#0f4f58',
  },
})
