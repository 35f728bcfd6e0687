import type { Router } from 'express'
import { accessText } from '../../../domain/access.ts'
import { outside } from '../../../domain/ids.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { accountName } from '../../../store/accounts.ts'
import { actionHistory, walkHistory } from '../../../store/action-history.ts'
import type { Database } from '../../../store/database.ts'
import { findSubUser, type SubUserView } from '../../../store/sub-users.ts'
import { answerCsv, cursorAfter, entryOf, filterOf, historyCursor } from '../../actions/history.ts'
import type { Edge, PortalCaller } from '../../http/callers.ts'
import { pageOf, readCursor } from '../../http/cursor.ts'
import { timeText } from '../../http/fields.ts'
import { serve } from '../../http/route.ts'
import { stream } from '../../http/stream.ts'
import { portalHistory, portalHistoryFile } from './contract.ts'

/** The action history of one user (R15). */
export function historyRoutes(router: Router, edge: Edge): void {
  const { db } = edge.context
  serve(
    router,
    portalHistory,
    edge,
  )(async ({ params: { id }, query: { limit, cursor, ...query }, caller }) => {
    const user = userOf(await ownUser(db, id, caller))
    const rows = await actionHistory(db, id, filterOf(query), limit + 1, readCursor(historyCursor, cursor))
    return { status: 200, body: { user, ...pageOf(rows, limit, entryOf, cursorAfter) } }
  })
  stream(
    router,
    portalHistoryFile,
    edge,
  )(async ({ params: { id }, query, caller }, _req, res) => {
    await ownUser(db, id, caller)
    await answerCsv(res, walkHistory(db, id, filterOf(query)))
  })
}

/** A user of the account, or 404. */
async function ownUser(db: Database, id: string, { account }: PortalCaller): Promise<SubUserView> {
  const found = await findSubUser(db, id, [account.id])
  if (!found) throw new Refusal('not-found', 'There is no such user.')
  return found
}

const userOf = ({ id, namedAt, person, role, rights, status, activatedAt, account }: SubUserView) => ({
  id: outside('subUser', id),
  name: (namedAt && person.name) || person.address,
  role: accessText('en', { policy: account.policy, role, rights }, accountName(account)).name,
  status,
  activeSince: timeText(activatedAt),
})
