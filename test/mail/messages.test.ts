import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { de } from '../../mail/messages/de.ts'
import { en } from '../../mail/messages/en.ts'
import { MESSAGES } from '../../mail/messages/say.ts'

type Node = ReturnType<IntlMessageFormat['getAst']>[number]

const LITERAL: readonly number[] = [0]

/** Names of the values and tags in a message, in plurals and choices too. */
const namesIn = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => [
    ...('value' in node && !('options' in node) && !LITERAL.includes(node.type) ? [node.value] : []),
    ...('options' in node
      ? [node.value, ...Object.values(node.options).flatMap((option) => namesIn(option.value))]
      : []),
    ...('children' in node ? namesIn(node.children) : []),
  ])

const names = (message: string) => new Set(namesIn(new IntlMessageFormat(message, 'en').getAst()))
const keys = Object.keys(en).filter((key): key is keyof typeof en => key in de)

describe('message files', () => {
  it.each(keys)('%s: German has no value that English lacks, and the same links', (key) => {
    const [english, german] = [names(en[key]), names(de[key])]
    expect([...german].filter((name) => !english.has(name))).toEqual([])
    expect(german.has('a')).toBe(english.has('a'))
    expect(german.has('b')).toBe(english.has('b'))
  })

  it.each(Object.values(MESSAGES).flatMap((messages) => Object.values(messages)))('tone: %s', (message) => {
    expect(message).not.toMatch(/!|'|\b(sorry|oops|KYC|2FA)\b/iu)
  })
})
