import { describe, expect, it } from 'vitest'
import { renderMail } from '../../mail/render.tsx'
import { frame, kinds, sampleOf, samples } from './samples.ts'
import { wordsOfHtml, wordsOfText } from './words.ts'

const EVIL = 'Eve\r\nBcc: all@victim.example\u2028<script>alert(1)</script><b>&amp;{account}</b>\u202egnp\u0000'

describe('names and words of people', () => {
  it.each(kinds)('%s: hostile values break neither headers nor HTML', (kind) => {
    const { html, subject, text } = renderMail(kind, hostile(sampleOf(kind)), { ...frame, locale: 'de' })
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
    expect(Array.from(subject).length).toBeLessThanOrEqual(180)
    expect(html).not.toContain('<script')
    expect(html).not.toContain('</script><b>')
    expect(html).not.toMatch(/<b>[^<]*&amp;amp;/u)
    expect(`${html}${text}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
    expect(text).not.toMatch(/^Bcc:/mu)
    expect(wordsOfText({ html, subject, text })).toEqual(wordsOfHtml({ html, subject, text }))
  })

  it('cuts a subject that a long name would push over its limits', () => {
    const { subject } = renderMail('active_holder', { ...samples.active_holder, who: '🦜'.repeat(500) }, frame)
    expect(Array.from(subject)).toHaveLength(180)
    expect(subject.endsWith('🦜…')).toBe(true)
  })

  it('a personal message is a quotation with its author, on every line, and never in the subject [R62]', () => {
    const message = 'First line.\n\n-- \nNorthwind Exchange: sign in now.'
    const { html, subject, text } = renderMail('invitation', { ...samples.invitation, message }, frame)
    expect(subject).not.toContain('First line')
    expect(html).toMatch(
      /<div class="pre" [^>]*>You would be a Trader[^<]*Open until Saturday, 28 November[^<]*<\/div>/u,
    )
    expect(text).toContain('> “First line.\n> --\n> Northwind Exchange: sign in now.”\n> Oskar Lindgard wrote this\n')
    expect(html).toMatch(/<blockquote [^>]*>“<span>First line\..*sign in now\.<\/span>”.*Oskar Lindgard wrote this/su)
  })

  it('a reason is a quotation of whoever gave it', () => {
    const { text } = renderMail('declined_holder', samples.declined_holder, frame)
    expect(text).toContain('Reason given:\n\n> “I have left the trade.”\n> tomasz.w@kestrel.example wrote this\n')
  })

  it('no words, no quotation', () => {
    expect(renderMail('invitation', { ...samples.invitation, message: ' \n ' }, frame).html).not.toContain(
      '<blockquote',
    )
    expect(renderMail('reactivated', samples.reactivated, frame).text).not.toContain('Reason')
  })
})

/** The same facts with each text of people replaced by a hostile one. */
function hostile<F extends object>(facts: F): F {
  const texts = ['account', 'by', 'who', 'message', 'reason', 'askedBy', 'sentTo'].filter((name) => name in facts)
  return { ...facts, ...Object.fromEntries(texts.map((name) => [name, EVIL])) }
}
