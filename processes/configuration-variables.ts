import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type About, address, catalogue, count, text, variable, yesNo } from './configuration-catalogue.ts'
import { contrastWithWhite, isTimeZone, keyRing, origins, pem } from './configuration-values.ts'
import { vendorVariables } from './configuration-vendors.ts'
import { readOfficeHours } from '../domain/office-hours.ts'

/** The folder of the package: dist/ and processes/ both lie directly in it. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** Every environment variable Usher knows: meaning, default and whether its value is a secret. */
export const environment = z.object({
  DATABASE_URL: variable(address(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/usher').optional(), {
    meaning: 'PostgreSQL 18, the state of record. A pooler may stand in front of it.',
    default: 'an embedded PostgreSQL',
    secret: true,
  }),
  DATABASE_DIRECT_URL: variable(address(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/usher').optional(), {
    meaning: 'The same database without the pooler, for LISTEN and migrations.',
    default: 'DATABASE_URL',
    secret: true,
  }),
  TEMPORAL_ADDRESS: variable(
    z
      .string()
      .regex(/^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'must be host:port, like temporal.internal:7233')
      .optional(),
    { meaning: 'The Temporal frontend, host:port.', default: 'an embedded Temporal server' },
  ),
  TEMPORAL_NAMESPACE: variable(text().default('default'), { meaning: 'The Temporal namespace.', default: 'default' }),
  TEMPORAL_TLS: variable(yesNo().optional(), {
    meaning: 'Encrypt the connection to Temporal.',
    default: 'true when a certificate, an authority or an API key is given',
  }),
  TEMPORAL_TLS_CERT: variable(pem().optional(), {
    meaning: 'Client certificate: path of a PEM file, or the PEM text.',
    default: 'none',
  }),
  TEMPORAL_TLS_KEY: variable(pem().optional(), {
    meaning: 'Key of the client certificate: path of a PEM file, or the PEM text.',
    default: 'none',
    secret: true,
  }),
  TEMPORAL_TLS_CA: variable(pem().optional(), {
    meaning: 'Certificate authority of the server: path of a PEM file, or the PEM text.',
    default: 'the authorities of the system',
  }),
  TEMPORAL_API_KEY: variable(text().optional(), {
    meaning: 'API key for Temporal Cloud.',
    default: 'none',
    secret: true,
  }),
  SMTP_URL: variable(address(/^smtps?$/, 'smtp://user:password@host:587').optional(), {
    meaning: 'The mail server.',
    default: 'an embedded inbox that shows the mails and sends none',
    secret: true,
  }),
  MAIL_FROM: variable(
    z
      .string()
      .regex(
        /^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'must be like Example <no-reply@example.com>',
      )
      .optional(),
    {
      meaning: 'Sender of every mail.',
      default: 'Northwind Exchange <no-reply@northwind.example> when embedded, else required',
    },
  ),
  MAIL_REPLY_TO: variable(z.email('must be a mail address').optional(), {
    meaning: 'Where answers to mails go.',
    default: 'SUPPORT_EMAIL',
  }),
  PORT: variable(count(65535).default(3000), {
    meaning: 'Port of pages and API; 0 takes a free one.',
    default: '3000',
  }),
  HOST: variable(text().optional(), {
    meaning: 'Address to listen on. The embedded default serves this machine only.',
    default: '127.0.0.1 when embedded, else 0.0.0.0',
  }),
  PUBLIC_URL: variable(address(/^https?$/, 'https://onboarding.example.com').optional(), {
    meaning: 'The address under which people reach Usher; links in mails begin with it. https, except on localhost.',
    default: 'http://localhost:PORT when embedded, else required',
  }),
  TRUST_PROXY: variable(count(32).default(0), {
    meaning: 'How many proxies in front add to X-Forwarded-For.',
    default: '0',
  }),
  USHER_HOME: variable(text().default(path.join(projectRoot, '.usher')), {
    meaning: 'Data folder of the embedded parts.',
    default: '.usher in the folder of the program',
  }),
  USHER_SECRET: variable(keyRing(32).optional(), {
    meaning:
      'Root of the keys for links, codes, form tokens and staff sign-in: `id:base64url[,id2:…]`, the first is in use, the others still count. 32 bytes or more each.',
    default: 'generated when embedded, else required',
    secret: true,
  }),
  USHER_MASTER_KEY: variable(keyRing(32, 32).optional(), {
    meaning: 'Wraps the keys of documents: the same form, exactly 32 bytes each. Lost means: the documents are lost.',
    default: 'generated when embedded, else required',
    secret: true,
  }),
  PLATFORM_NAME: variable(text().max(80).optional(), {
    meaning: 'Name of the platform, in pages and mails.',
    default: 'Northwind Exchange when embedded, else required',
  }),
  PLATFORM_URL: variable(address(/^https?$/, 'https://example.com').optional(), {
    meaning: 'Where “Go to the platform” leads when all is done.',
    default: 'a page for trying out when embedded, else PUBLIC_URL/me',
  }),
  PORTAL_ENTRY_URL: variable(address(/^https?$/, 'https://example.com/users').optional(), {
    meaning:
      'The platform’s page that sends account holders to the portal; buttons in their mails lead there, with the page to open in the query parameter `open`.',
    default: 'PLATFORM_URL, else a page for trying out when embedded, else PUBLIC_URL/portal',
  }),
  PORTAL_RETURN_ORIGINS: variable(origins().optional(), {
    meaning: 'Origins that “Back to …” in the portal may lead to, separated by commas.',
    default: 'the origin of PLATFORM_URL, else of PUBLIC_URL',
  }),
  PLATFORM_TIME_ZONE: variable(
    z.string().refine(isTimeZone, 'must be an IANA time zone, like Europe/Warsaw').optional(),
    {
      meaning: 'Time zone of dates in pages and mails.',
      default: 'Europe/Warsaw when embedded, else UTC',
    },
  ),
  OFFICE_HOURS: variable(
    z
      .string()
      .trim()
      .refine((given) => readOfficeHours(given, 'UTC') !== undefined, 'must be like Mon-Fri 09:00-17:30')
      .default('Mon-Fri 08:00-18:00'),
    {
      meaning: 'When staff review, in the platform’s time zone; time limits run then. Several spans with commas.',
      default: 'Mon-Fri 08:00-18:00',
    },
  ),
  SUPPORT_EMAIL: variable(z.email('must be a mail address').optional(), {
    meaning: 'Support, by mail.',
    default:
      'support@northwind.example when embedded, else MAIL_REPLY_TO; without either, the help page names the sender of the mails',
  }),
  SUPPORT_PHONE: variable(text().max(40).optional(), { meaning: 'Support, by phone.', default: 'none' }),
  SUPPORT_HOURS: variable(text().max(120).optional(), { meaning: 'When support answers, in words.', default: 'none' }),
  BRAND_COLOR: variable(
    z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, { error: 'must be like #0f4f58', abort: true })
      .refine((color) => contrastWithWhite(color) >= 4.5, 'is too light: white text on it needs a contrast of 4.5 to 1')
      .default('#0f4f58'),
    {
      meaning: 'Colour of buttons on invitee and portal pages; white text must be readable on it.',
      default: '#0f4f58',
    },
  ),
  POLICY_FILES: variable(
    z
      .string()
      .transform((list) =>
        list
          .split(',')
          .map((file) => file.trim())
          .filter((file) => file !== ''),
      )
      .optional(),
    {
      meaning: 'Policies of your own, as JSON files: paths, separated by commas. See docs/policies.md.',
      default: 'none; `exchange` and `brokerage` ship',
    },
  ),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'), {
    meaning: 'Least important log lines to write.',
    default: 'info',
  }),
  ...vendorVariables,
  /** Set by `usher start` for the processes it starts over its own PostgreSQL. Not for people. */
  USHER_EMBEDDED: yesNo().default(false),
})

export type Environment = z.infer<typeof environment>

/** Every variable as a row of the documentation: name, meaning, default, and whether it is a secret. */
export function configurationVariables(): ({ name: string } & About)[] {
  return Object.entries(environment.shape).flatMap(([name, schema]) => {
    const about = catalogue.get(schema)
    return about ? [{ name, ...about }] : []
  })
}
