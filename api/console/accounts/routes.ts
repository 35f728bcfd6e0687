import type { Router } from 'express'
import * as z from 'zod'
import { recordAccountOpening } from '../../../commands/notes.ts'
import { outside } from '../../../domain/ids.ts'
import { accountTypeOf, isExempt, policyOf, quotaFor } from '../../../domain/policies/index.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { accountName, type AccountRow, type Cursor, findAccount, listAccounts } from '../../../store/accounts.ts'
import { type AccountUse, accountUse, seatsOfAccounts } from '../../../store/account-use.ts'
import type { Database } from '../../../store/database.ts'
import { listOnboardings } from '../../../store/onboarding-list.ts'
import { seatHolders } from '../../../store/seats.ts'
import type { Edge } from '../../http/callers.ts'
import { cursorText, cursorTime, pageOf, readCursor } from '../../http/cursor.ts'
import { serve } from '../../http/route.ts'
import { iso, rowOf } from '../rows.ts'
import { status } from '../shapes.ts'
import { type AccountLine, listAccountsRoute, readAccount } from './contract.ts'

const PAGE = 50
const SUB_USERS_MOST = 200

const cursor = z.object({ createdAt: cursorTime, id: z.uuid() }) satisfies z.ZodType<Cursor>

export function accountRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context

  serve(
    router,
    listAccountsRoute,
    edge,
  )(async ({ query }) => {
    const rows = await listAccounts(db, { search: query.search }, PAGE + 1, readCursor(cursor, query.cursor))
    const line = await linesOf(db, rows)
    return {
      status: 200,
      body: pageOf(rows, PAGE, line, ({ createdAt, id }) => cursorText({ createdAt: createdAt.toISOString(), id })),
    }
  })

  serve(
    router,
    readAccount,
    edge,
  )(async ({ params, caller, context }) => {
    const account = await findAccount(db, params.id)
    if (!account) throw new Refusal('not-found', 'There is no such account.')
    await recordAccountOpening(context, caller.actor, account.id)
    const [line, subUsers] = await Promise.all([
      linesOf(db, [account]),
      listOnboardings(db, { accountId: account.id }, 'urgent', SUB_USERS_MOST),
    ])
    const policy = policyOf(account.policy)
    const shown = line(account)
    const seats = await Promise.all(shown.seats.map((one) => withHolders(db, account.id, one)))
    const body = {
      ...shown,
      seats,
      holderEmail: account.holder.address,
      language: account.language,
      withdrawalApproval: account.withdrawalApproval,
      vendors: [...(policy.profiles[account.verificationProfile]?.vendors ?? [])],
      rights: policy.rights,
      roles: policy.roles.map(({ id, name }) => ({
        id,
        name,
        exempt: isExempt(policy, id),
        group: quotaFor(policy, account.type, id)?.group ?? '',
      })),
      subUsers: subUsers.map((one) => rowOf(one, caller.staff)),
      createdAt: account.createdAt.toISOString(),
      test: account.test,
      now: new Date().toISOString(),
    }
    return { status: 200, body }
  })
}

async function linesOf(db: Database, accounts: readonly AccountRow[]): Promise<(account: AccountRow) => AccountLine> {
  const ids = accounts.map((account) => account.id)
  const [use, seats] = await Promise.all([accountUse(db, ids), seatsOfAccounts(db, ids)])
  return (account) => lineOf(account, use.get(account.id), seats.get(account.id))
}

function lineOf(
  account: AccountRow,
  use: AccountUse | undefined,
  taken: ReadonlyMap<string, number> | undefined,
): AccountLine {
  const quotas = accountTypeOf(policyOf(account.policy), account.type)?.quotas ?? {}
  return {
    id: outside('account', account.id),
    name: accountName(account),
    reference: account.reference,
    type: account.type,
    policy: account.policy,
    holder: account.holder.name ?? account.holder.address,
    seats: Object.entries(quotas).map(([group, { roles, limit }]) => ({
      group,
      roles: [...roles],
      limit,
      taken: limit === null ? (use?.viewers ?? 0) : (taken?.get(group) ?? 0),
    })),
    open: use?.open ?? 0,
    active: use?.active ?? 0,
  }
}

async function withHolders(db: Database, accountId: string, one: AccountLine['seats'][number]) {
  const holders = one.limit === null ? [] : await seatHolders(db, accountId, one.group)
  return {
    ...one,
    holders: holders.map((holder) => ({
      id: outside('subUser', holder.id),
      name: holder.shownName,
      email: holder.address,
      status: status.parse(holder.status),
      deadline: iso(holder.deadline),
    })),
  }
}
