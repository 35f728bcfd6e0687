import type { CSSProperties } from 'react'
import type { BrandColours } from '../brand.ts'

/** The light values of tokens.css; mail programs know no custom properties. */
const PAPER = '#f6f5f2'
const SURFACE = '#ffffff'
const TEXT = '#1d1c1a'
const TEXT_2 = '#55524b'
const LINE = '#e3e0d9'
const LINE_STRONG = '#857f74'
const DONE = '#1b6339'
const FONT = "'Segoe UI',Roboto,'Helvetica Neue',Arial,'Liberation Sans',sans-serif"

/** Dark mode and narrow screens; the only rules that can't stand inline. */
export const darkAndNarrow = ({ dark, onDark }: BrandColours): string =>
  `@media (prefers-color-scheme:dark){.bg{background:#141310!important}
.cd{background:#1c1b18!important;border-color:#34312b!important;border-top-color:${dark}!important}
.tx{color:#f0eee8!important}.t2{color:#beb9ae!important}.ok{color:#88d6a5!important}
.bt{background:${dark}!important}.bt a{color:${onDark}!important}
.bq{border-color:#8f897d!important}.bq a{color:#f0eee8!important}.ln{border-color:#34312b!important}.ql{border-color:#8f897d!important}}
@media (max-width:480px){.pd{padding:22px 20px 10px!important}.bx{width:100%!important}.bt a,.bq a{display:block!important}.fl{width:84px!important}}`

const text: CSSProperties = { margin: 0, color: TEXT, fontSize: 16, lineHeight: '25px' }
const small: CSSProperties = { margin: 0, color: TEXT_2, fontSize: 14, lineHeight: '21px' }
const table: CSSProperties = { borderCollapse: 'collapse' }

/** Every style of a mail, by the piece it belongs to. */
export const look = {
  page: { margin: 0, padding: 0, background: PAPER },
  around: { padding: '28px 12px' },
  frame: { ...table, background: PAPER },
  card: {
    width: '100%',
    maxWidth: 600,
    background: SURFACE,
    border: `1px solid ${LINE}`,
    borderCollapse: 'separate',
    wordBreak: 'break-word',
    fontFamily: FONT,
  },
  inside: { padding: '28px 36px 14px' },
  platform: { ...text, margin: '0 0 22px', lineHeight: '24px', fontWeight: 600 },
  heading: { ...text, margin: '0 0 14px', fontSize: 24, lineHeight: '30px', fontWeight: 600, letterSpacing: '-.01em' },
  paragraph: { ...text, margin: '0 0 14px' },
  note: { ...small, margin: '0 0 14px' },
  address: { ...small, margin: '0 0 12px', wordBreak: 'break-word' },
  quotation: { ...text, borderLeft: `3px solid ${LINE_STRONG}`, padding: '1px 0 1px 14px', lineHeight: '24px' },
  author: small,
  code: { ...text, margin: '0 0 14px', fontSize: 32, lineHeight: '40px', fontWeight: 600, letterSpacing: '.06em' },
  mark: { ...text, width: 28, padding: '2px 0', lineHeight: '24px', fontWeight: 600 },
  given: { color: DONE },
  right: { ...text, padding: '2px 0', lineHeight: '24px' },
  notGiven: { color: TEXT_2 },
  rights: { ...table, margin: '0 0 20px' },
  facts: { ...table, margin: '0 0 18px', borderTop: `1px solid ${LINE}`, borderBottom: `1px solid ${LINE}` },
  label: { ...small, width: 108, padding: '5px 12px 5px 0', fontSize: 15, lineHeight: '22px' },
  fact: { ...text, padding: '5px 0', fontSize: 15, lineHeight: '22px' },
  buttonTable: { borderCollapse: 'separate', margin: '6px 0 18px' },
  button: {
    display: 'inline-block',
    padding: '14px 28px',
    fontSize: 16,
    lineHeight: '20px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  quiet: { border: `1px solid ${LINE_STRONG}`, borderRadius: 8 },
  quietLabel: { color: TEXT },
  footer: { ...small, maxWidth: 560, margin: '14px auto 0', fontFamily: FONT, fontSize: 12, lineHeight: '18px' },
  preview: { display: 'none', maxHeight: 0, overflow: 'hidden' },
  link: { color: TEXT },
  quietLink: { color: TEXT_2 },
} as const satisfies Record<string, CSSProperties>
