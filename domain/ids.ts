import { TypeID } from 'typeid-js'

/** The kinds of things that have an id outside (`sub_01h…`), and the prefix of each. Inside, every id is a UUIDv7. */
const PREFIXES = {
  account: 'acc',
  subUser: 'sub',
  event: 'evt',
  apiKey: 'key',
  mail: 'mail',
  document: 'doc',
  note: 'note',
  template: 'tpl',
  savedView: 'view',
  destination: 'dst',
  action: 'act',
  withdrawal: 'wdr',
} as const

export type IdKind = keyof typeof PREFIXES

/** A UUID that names a thing of one kind; a `SubUserId` is never taken for an `AccountId`. */
export type Id<K extends IdKind> = string & { readonly __kind: K }
export type AccountId = Id<'account'>
export type SubUserId = Id<'subUser'>
export type WithdrawalId = Id<'withdrawal'>
export type EventId = Id<'event'>
export type PersonId = string & { readonly __kind: 'person' }

/** `sub_01h…` for a UUID. */
export const outside = (kind: IdKind, uuid: string): string => TypeID.fromUUID(PREFIXES[kind], uuid).toString()

/** The UUID in `sub_01h…`, or undefined when the text is no id of that kind. */
export function inside<K extends IdKind>(kind: K, text: string): Id<K> | undefined {
  if (!text.startsWith(`${PREFIXES[kind]}_`)) return undefined // often another name of the thing; without an exception
  try {
    return TypeID.fromString(text, PREFIXES[kind]).toUUID() as Id<K>
  } catch {
    return undefined
  }
}

/** The chain of events that belong to no account. */
export const INSTALLATION_CHAIN = '00000000-0000-0000-0000-000000000000' as AccountId
