import { describe, expect, it } from 'vitest'
import {
  ACTIONS,
  type Action,
  type ActorKind,
  allowedActions,
  isAllowed,
  STAFF_ACTIONS,
  STAFF_ROLES,
  type StaffAction,
  type StaffRole,
  staffMay,
} from '../../domain/actions.ts'
import {
  ENDED_STATUSES,
  OPEN_STATUSES,
  standsStill,
  type Status,
  STATUSES,
  type Turn,
  TURNS,
} from '../../domain/status.ts'

const WHO: Readonly<Record<string, ActorKind>> = {
  P: 'person',
  H: 'holder',
  A: 'administrator',
  S: 'staff',
  C: 'caller',
  U: 'usher',
}
const ENDED = ENDED_STATUSES.join(' ')
const ANY = TURNS.join(' ')

/** The table of the design, written down a second time: action, states, whose turn it has to be, who. */
const TABLE: readonly [Action, string, string, string][] = [
  ['complete_draft', 'awaiting_confirmation', ANY, 'HA'],
  ['accept', 'invited', ANY, 'P'],
  ['decline', 'invited', ANY, 'P'],
  ['report', 'invited', ANY, 'P'],
  ['stop', 'accepted verifying active suspended', ANY, 'P'],
  ['sign_up', 'accepted', 'invitee', 'P'],
  ['decline_after_all', 'accepted verifying', ANY, 'P'],
  ['send_documents', 'verifying active suspended', 'invitee', 'P'],
  ['remind', 'invited accepted verifying', 'invitee', 'HASC'],
  ['resend', 'invited', ANY, 'HASC'],
  ['mail_sign_in_link', 'accepted verifying', ANY, 'PHASC'],
  ['extend', 'invited accepted verifying', ANY, 'HASC'],
  ['revoke', 'awaiting_confirmation invited accepted verifying', ANY, 'HASC'],
  ['allow_one_more_try', 'verifying active suspended', 'staff', 'S'],
  ['review', 'verifying active suspended', 'staff', 'S'],
  ['suspend', 'active', ANY, 'HASCU'],
  ['reactivate', 'suspended', ANY, 'HASC'],
  ['deactivate', 'active suspended', ANY, 'PHASC'],
  ['change_rights', 'invited accepted verifying active suspended', ANY, 'HA'],
  ['invite_again', ENDED, ANY, 'HASC'],
]

const tableSays = (action: Action, status: Status, turn: Turn, who: ActorKind): boolean =>
  TABLE.some(
    ([name, states, turns, actors]) =>
      name === action &&
      states.split(' ').includes(status) &&
      turns.split(' ').includes(turn) &&
      [...actors].some((letter) => WHO[letter] === who),
  )

describe('[R32] actions × state × turn × who', () => {
  it.each(ACTIONS.map((action) => [action]))('%s is allowed exactly where the table says', (action) => {
    for (const status of STATUSES)
      for (const turn of TURNS)
        for (const who of Object.values(WHO))
          expect([status, turn, who, isAllowed(action, status, turn, who)]).toEqual([
            status,
            turn,
            who,
            tableSays(action, status, turn, who),
          ])
  })

  it('what is offered is what is allowed', () => {
    expect(allowedActions('invited', 'invitee', 'person')).toEqual(['accept', 'decline', 'report'])
    expect(allowedActions('verifying', 'staff', 'staff')).toEqual([
      'mail_sign_in_link',
      'extend',
      'revoke',
      'allow_one_more_try',
      'review',
    ])
    expect(allowedActions('active', 'nobody', 'usher')).toEqual(['suspend'])
    expect(allowedActions('revoked', 'nobody', 'person')).toEqual([])
  })
})

it('[R35] a report lets an onboarding stand still, and an access go on', () => {
  const still = STATUSES.filter((status) => standsStill({ status, reportedAt: new Date() }))
  expect(still).toEqual(OPEN_STATUSES)
  expect(STATUSES.filter((status) => standsStill({ status, reportedAt: null }))).toEqual([])
})

describe('[R61] staff role × action', () => {
  const roles: readonly [StaffRole, readonly StaffAction[]][] = [
    ['viewer', ['look', 'add_note']],
    [
      'reviewer',
      [
        'look',
        'add_note',
        'reveal',
        'open_documents',
        'review',
        'remind',
        'mail_sign_in_link',
        'resend',
        'extend',
        'suspend',
      ],
    ],
    ['manager', Object.keys(STAFF_ACTIONS) as StaffAction[]],
  ]

  it.each(roles)('a %s may do exactly this', (role, may) => {
    const all = Object.keys(STAFF_ACTIONS) as StaffAction[]
    expect(all.filter((action) => staffMay(role, action)).toSorted()).toEqual([...may].toSorted())
  })

  it('there are three roles', () => {
    expect(STAFF_ROLES).toEqual(roles.map(([role]) => role))
  })
})
