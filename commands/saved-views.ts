import { uuidv7 } from 'uuidv7'
import { Refusal } from '../domain/refusals.ts'
import { accountNow } from '../store/accounts.ts'
import { deleteView, type SavedSearch, saveView as writeView, VIEWS_MOST } from '../store/saved-views.ts'
import { type Context, execute } from './command.ts'

/** Keeps a view of the list for the member of staff who made it (R57). Refused: `too-many-views`. */
export function saveView(
  context: Context,
  staff: { id: string },
  input: { name: string; search: SavedSearch },
): Promise<void> {
  return execute(context, async (work) => {
    const at = await accountNow(work.tx, null)
    const saved = await writeView(work.tx, { id: uuidv7(), staffId: staff.id, ...input, at })
    if (!saved) throw new Refusal('too-many-views', `You have ${VIEWS_MOST} saved views. Delete one first.`)
  })
}

/** Forgets one of one's own views. Refused: `not-found`. */
export function forgetView(context: Context, staff: { id: string }, viewId: string): Promise<void> {
  return execute(context, async (work) => {
    if (!(await deleteView(work.tx, staff.id, viewId))) throw new Refusal('not-found', 'There is no such view.')
  })
}
