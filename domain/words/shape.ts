import type { Right, RightGroup } from '../rights.ts'
import type { Status, Turn, VerificationState } from '../status.ts'
import type { Step } from '../steps.ts'
import type { DocumentKind, DocumentPart, DocumentType, ResubmissionReason } from '../verification.ts'

/**
 * The words that pages, mails, console and API share, one set per language.
 * A text may hold placeholders like `{account}`; `fill` puts the values in. Nothing else is special in a text.
 */
export type Language = 'en' | 'de'

/** Roles that have words of their own; another's are made from its rights. */
export type RoleId = 'viewer' | 'trader' | 'trader_restricted_withdrawals' | 'trader_withdrawals' | 'administrator'

/** Roles of the brokerage policy. */
export type ChosenRoleId = 'individual' | 'second_user' | 'own_second_user'

export type QuotaGroupId =
  | 'viewers'
  | 'traders'
  | 'administrators'
  | 'individuals'
  | 'second_users'
  | 'own_second_users'

/** The steps after accepting, in their order (R36). */
export type StepId = Exclude<Step, 'status'>

export interface RoleWords {
  name: string
  /** One line for a table: what the role opens. */
  line: string
  /** One sentence for a card to choose from. */
  card: string
  /** What the role may do, and may not do, in plain words; `{account}` is the account's name. */
  may: readonly string[]
  mayNot: readonly string[]
}

export interface RightWords {
  /** On its box, and in the review. */
  name: string
  /** What having it opens, in plain words (R26). */
  about: string
  may: string
  mayNot: string
}

export interface StateWords {
  /** The same for staff, holder and caller (R32). */
  label: string
  /** What the invited person reads. */
  person: string
}

export interface TurnWords {
  staff: string
  portal: string
}

export interface DocumentKindWords {
  /** Heading of its card: “Passport, photo page”. */
  name: string
  /** In the middle of a sentence: “the passport”. */
  the: string
  /** For staff, behind the state: “passport photo”. */
  short: string
  /** How to take it. */
  how: string
  /** The button that opens the camera. */
  take: string
}

export interface ReasonWords {
  /** What staff pick. */
  label: string
  /** What the person reads; may hold `{part}` or `{date}`. */
  person: string
  /** The same when part or date is not known; equal to `person` where there is no placeholder. */
  plain: string
  /** What helps, in the middle of a sentence, without a full stop. */
  helps: string
}

export interface Words {
  roles: Record<RoleId, RoleWords>
  /** Roles whose rights are chosen one by one. */
  chosen: Record<ChosenRoleId, { name: string; line: string }>
  rights: Record<Right, RightWords>
  rightGroups: Record<RightGroup, string>
  quotaGroups: Record<QuotaGroupId, string>
  accountTypes: Record<'personal' | 'company' | 'individual', string>
  statuses: Record<Status, StateWords>
  verification: Record<VerificationState, StateWords>
  turns: Record<Turn, TurnWords>
  /** `name` heads the step, `next` stands in a list of what follows, `left` behind a status: “name left”. */
  steps: Record<StepId, { name: string; next: string; left: string }>
  documentTypes: Record<DocumentType, string>
  documentKinds: Record<DocumentKind, DocumentKindWords>
  /** What can’t be read, in the middle of a sentence. */
  documentParts: Record<DocumentPart, string>
  reasons: Record<ResubmissionReason, ReasonWords>
  /** The same where they read differently for a proof of address. */
  addressReasons: Partial<Record<ResubmissionReason, ReasonWords>>
  /** Names of cities (last part of a time zone's name) where this language has its own. */
  cities: Record<string, string>
  /** “Warsaw time”. */
  cityTime: string
}
