import { INSTALLATION_CHAIN } from '../domain/ids.ts'
import { accountNow } from '../store/accounts.ts'
import { type Actor, eventActor, requireStaff } from './actor.ts'
import { type Context, execute, record } from './command.ts'

/** Records that staff took a list out of the console (R61). */
export function recordExport(context: Context, actor: Actor & { kind: 'staff' }, rows: number): Promise<void> {
  requireStaff(actor, 'export')
  return execute(context, async (work) => {
    const at = await accountNow(work.tx, null)
    const what = { chain: INSTALLATION_CHAIN, type: 'staff.exported', subject: actor.id, at }
    await record(work, { ...what, actor: eventActor(actor), data: { what: 'onboardings', rows } })
  })
}
