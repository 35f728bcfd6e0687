import { it } from 'vitest'
import { invite } from '../../commands/invite.ts'
import { aCaller } from '../support/actors.ts'
import { aCompanyAccount, anInvite } from '../support/onboardings.ts'
import { atOnce } from '../support/refused.ts'
import { aWorld, DAY, passes } from '../support/world.ts'
const world = await aWorld()
const { context, db } = world
const dl = async () => (await db.pool.query("select deadlocks, xact_rollback from pg_stat_database where datname=current_database()")).rows
it('a', async () => {
  const accountId = await aCompanyAccount(world)
  const input = { accountId, email: 'race@kestrel.example', role: 'viewer' }
  for (let i=0;i<3;i++) { const t=Date.now()
  const { done } = await atOnce(Array.from({ length: 20 }, () => () => invite(context, aCaller(), {...input, email: i+input.email})))
  console.log(Date.now()-t, done.length, await dl()) }
  for (let i=0;i<2;i++) {
    const accountId = await aCompanyAccount(world)
    await anInvite(world, { accountId })
    await anInvite(world, { accountId })
    await passes(world, accountId, 7 * DAY)
    const t=Date.now()
    const attempts = Array.from({ length: 40 }, (_, n) => () => anInvite(world, { accountId, email: `late${n}@k.example` }))
    const { done } = await atOnce(attempts)
  await new Promise(r=>setTimeout(r,1500))
  console.log(Date.now()-t, done.length, await dl()) }
})
