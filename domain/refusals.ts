/** Why a command was refused: one closed list. The edge turns each into a problem document with this status and code (R53). */
export const REFUSALS = {
  'invalid-request': { status: 422, title: 'The request does not match the contract' },
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'malformed-request': { status: 400, title: 'The request can’t be read' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has a type that is not understood here' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This method is not offered here' },
  'key-missing': { status: 401, title: 'An API key is needed' },
  'key-invalid': { status: 401, title: 'The API key is not valid' },
  'signature-invalid': { status: 401, title: 'The signature is missing or wrong' },
  'scope-missing': { status: 403, title: 'The key lacks a scope' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'second-factor-needed': { status: 403, title: 'Set up a second factor first' },
  'form-expired': { status: 403, title: 'The form came from somewhere else or is too old' },
  'role-may-not': { status: 403, title: 'Your role can’t do this' },
  'right-missing': { status: 403, title: 'A right is missing' },
  'holder-only': { status: 403, title: 'Only the holder decides' },
  'portal-session-over': { status: 401, title: 'This portal session is over' },
  'portal-link-dead': { status: 410, title: 'This link into the portal leads nowhere any more' },
  'return-address-refused': { status: 422, title: 'The return address is not one of the platform’s' },
  'not-in-this-state': { status: 409, title: 'Not possible in this state' },
  'seat-taken': { status: 409, title: 'All seats are taken' },
  'already-invited': { status: 409, title: 'This person was invited already' },
  'user-name-taken': { status: 409, title: 'The user name is taken' },
  'template-name-taken': { status: 409, title: 'There is a template of this name' },
  'draft-changed': { status: 409, title: 'The draft was changed meanwhile' },
  'draft-incomplete': { status: 422, title: 'Something is missing in the draft' },
  'fee-not-accepted': { status: 422, title: 'The fee has to be accepted' },
  'unknown-right': { status: 422, title: 'The policy has no such right to give' },
  'check-needed': { status: 409, title: 'This right needs an identity check' },
  'reference-taken': { status: 409, title: 'The account reference is in use' },
  'unknown-policy': { status: 422, title: 'There is no such policy or account type' },
  'unknown-role': { status: 422, title: 'The policy has no such role' },
  'holders-address': { status: 422, title: 'This is the holder’s own address' },
  'message-has-link': { status: 422, title: 'A message can’t contain a link or an address' },
  'deadline-out-of-range': { status: 422, title: 'The deadline is out of range' },
  'reason-needed': { status: 422, title: 'A reason is needed' },
  'suspended-by-another': { status: 403, title: 'Only who suspended may reactivate' },
  'destination-invalid': { status: 422, title: 'This can’t be a bank account or wallet' },
  'too-many': { status: 429, title: 'Too many tries' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key was used with another body' },
  'idempotency-key-busy': { status: 409, title: 'A request with this idempotency key is still running' },
  'link-unknown': { status: 404, title: 'This link is not complete' },
  'link-dead': { status: 410, title: 'This link leads nowhere any more' },
  'code-wrong': { status: 422, title: 'That code is wrong' },
  'code-over': { status: 422, title: 'That code has run out' },
  'number-needed': { status: 422, title: 'A confirmation number is needed' },
  'number-wrong': { status: 422, title: 'That number is wrong' },
  'number-over': { status: 422, title: 'That number is void' },
  'withdrawal-not-allowed': { status: 403, title: 'This withdrawal is not allowed' },
  'withdrawal-reused': { status: 409, title: 'This id was used for another withdrawal' },
  'withdrawal-over': { status: 409, title: 'This withdrawal waits no more' },
  'already-decided': { status: 409, title: 'This was decided already' },
  'sign-in-failed': { status: 401, title: 'E-mail or password is wrong' },
  'step-not-due': { status: 409, title: 'Another step comes first' },
  'input-invalid': { status: 422, title: 'There is something to correct' },
  'photo-invalid': { status: 422, title: 'The photo can’t be used' },
  'documents-missing': { status: 422, title: 'A photo is missing' },
  'review-taken': { status: 409, title: 'Somebody else reviews this' },
  'review-over': { status: 409, title: 'This review needs no decision any more' },
  'second-decision-needed': { status: 409, title: 'Somebody else gives the second decision' },
  'too-many-views': { status: 409, title: 'Too many saved views' },
  'upstream-timeout': { status: 503, title: 'A part of Usher did not answer in time' },
  unavailable: { status: 503, title: 'Usher can’t answer now' },
  internal: { status: 500, title: 'Something on our side went wrong' },
} as const satisfies Record<string, { status: number; title: string }>

export type RefusalCode = keyof typeof REFUSALS

/** What a refusal may tell: plain values, safe for the one who asked. */
export type RefusalFacts = Readonly<Record<string, unknown>>

/** A refused command. Nothing was changed. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: RefusalFacts
  constructor(code: RefusalCode, detail?: string, facts: RefusalFacts = {}) {
    super(detail ?? REFUSALS[code].title)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}
