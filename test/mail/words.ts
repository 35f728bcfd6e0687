import type { RenderedMail } from '../../mail/render.tsx'

/** What a reader of the HTML sees, as a list of words; without the address that stands in for the button. */
export const wordsOfHtml = ({ html }: RenderedMail): string[] => {
  const body = html
    .replace(/^.*<\/head>/su, '')
    .replace(/<div class="pre".*?<\/div>/su, '')
    .replace(/<p class="t2 copy".*?<\/p>/su, '')
  return words(plain(body.replaceAll(/<[^>]*>/gu, ' ')))
}

/** The words of the plain text, without addresses of links and marks of quotation. */
export const wordsOfText = ({ text }: RenderedMail): string[] =>
  words(text.replaceAll(/\(https:[^)]*\)|^https:.*$/gmu, ' '))

const words = (text: string): string[] => text.match(/[\p{L}\p{N}✓✕]+/gu) ?? []

const plain = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
