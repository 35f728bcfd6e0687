import { createElement, Fragment, type ReactNode } from 'react'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../../domain/words/shape.ts'

/** The names of the values that an ICU message asks for: `'{n, plural, …} for {who}'` gives `'n' | 'who'`. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Rest}`
  ? (Rest extends `${infer Head}}${string}` ? NameOf<Head> : never) | Placeholders<Rest>
  : never

type NameOf<Head extends string> = Head extends `${infer Name},${string}`
  ? NameOf<Name>
  : Head extends '' | '#' | `${string} ${string}`
    ? never
    : Head

type Values<Text extends string> = { readonly [Name in Placeholders<Text>]: string | number }

type Given<Text extends string> = [Placeholders<Text>] extends [never] ? [values?: undefined] : [values: Values<Text>]

type Tags = Readonly<Record<string, (inside: ReactNode) => ReactNode>>

/** Speaks one language. Keys and the names of the values are checked by the compiler. */
export interface Translator<Source extends Record<string, string>> {
  /** Plain text; tags of the message are left out. */
  t<Key extends keyof Source>(key: Key, ...given: Given<Source[Key]>): string
  /** For the page: `<b>` becomes bold, other tags become what `tags` makes of them. Values are escaped by React. */
  rich<Key extends keyof Source>(key: Key, values: Values<Source[Key]>, tags?: Tags): ReactNode
}

/** One translator for each language from catalogues that all hold the keys of the first language. */
export function translators<Source extends Record<string, string>>(
  catalogues: Record<Language, Record<keyof Source, string>>,
): (language: Language) => Translator<Source> {
  const compiled = new Map<string, IntlMessageFormat>()
  const message = (language: Language, key: keyof Source): IntlMessageFormat => {
    const id = `${language} ${String(key)}`
    let found = compiled.get(id)
    if (!found) compiled.set(id, (found = new IntlMessageFormat(catalogues[language][key], language)))
    return found
  }
  return (language) => ({
    t: (key, ...[values]) =>
      formatted<string>(message(language, key), values ?? {}, (inside) => inside.join('')).join(''),
    rich: (key, values, tags = {}) => together(formatted<ReactNode>(message(language, key), values, bold, tags)),
  })
}

/** The message in its parts; what stands in a tag without a maker of its own goes to `other`. */
function formatted<Part>(
  message: IntlMessageFormat,
  values: Readonly<Record<string, string | number>>,
  other: (inside: (Part | string)[]) => Part | string,
  tags: Tags = {},
): (Part | string)[] {
  const makers = Object.entries(tags).map(([name, make]) => [name, (inside: ReactNode[]) => make(together(inside))])
  const result: string | Part | (string | Part)[] = message.format<Part>({
    b: other,
    link: other,
    ...values,
    ...Object.fromEntries(makers),
  })
  return Array.isArray(result) ? result : [result]
}

function bold(inside: ReactNode[]): ReactNode {
  return createElement('b', null, ...inside)
}

function together(parts: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts)
}
