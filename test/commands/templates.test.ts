import { describe, expect, it } from 'vitest'
import { changeRights, requestRightsNumber } from '../../commands/change-rights.ts'
import { saveDraft } from '../../commands/draft.ts'
import { deleteTemplate, renameTemplateTo, saveTemplate } from '../../commands/templates.ts'
import type { Right } from '../../domain/rights.ts'
import { codeDigits } from '../../domain/secrets.ts'
import { templatesOf } from '../../store/templates.ts'
import { mayActNow } from '../support/access.ts'
import {
  aBrokerageAccount,
  aDraft,
  anActiveIndividual,
  aSecondUser,
  pressesOk,
  READS,
  theSureHolder,
  TRADES,
} from '../support/brokerage.ts'
import { asAdministrator, theHolder } from '../support/portal.ts'
import { aCompanyAccount, anActive, seen } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld(10)
const { context, db } = world

describe('[R25] role templates', () => {
  it('are saved from any rights set, renamed and deleted; deleting one changes no user', async () => {
    const { subUserId, accountId, holder } = await aDraft(world, { rights: TRADES })
    const { templateId } = await saveTemplate(context, holder, { name: ' Tax adviser ', rights: TRADES })
    expect(await templatesOf(db, accountId)).toMatchObject([{ name: 'Tax adviser', rights: TRADES }])
    await renameTemplateTo(context, holder, { templateId, name: 'Adviser' })
    expect(await templatesOf(db, accountId)).toMatchObject([{ name: 'Adviser' }])
    await pressesOk(world, holder, subUserId)
    await deleteTemplate(context, holder, { templateId })
    expect(await templatesOf(db, accountId)).toEqual([])
    expect((await seen(world, subUserId)).rights).toEqual(TRADES)
  })

  it('have names that differ within an account, whatever the case of their letters, however many are saved at once', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theSureHolder(world, accountId)
    const save = (name: string) => () => saveTemplate(context, holder, { name, rights: READS })
    const { done, refusals } = await atOnce(['Tax', 'tax', 'TAX', 'tAx'].map(save))
    expect([done.length, refusals.length]).toEqual([1, 3])
    expect(refusals[0]?.code).toBe('template-name-taken')
    const other = await saveTemplate(context, holder, { name: 'Other', rights: READS })
    await refused('template-name-taken', renameTemplateTo(context, holder, { ...other, name: 'TAX' }))
    await renameTemplateTo(context, holder, { ...other, name: 'other' })
    await saveTemplate(context, await theSureHolder(world, await aBrokerageAccount(world)), {
      name: 'Tax',
      rights: READS,
    })
  })

  it('hold only rights that can be given, and are those of the account alone', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theSureHolder(world, accountId)
    const foreign: Right[] = ['order.leverage']
    await refused('unknown-right', saveTemplate(context, holder, { name: 'Lever', rights: foreign }))
    const mine = await saveTemplate(context, holder, { name: 'Mine', rights: READS })
    const stranger = await theSureHolder(world, await aBrokerageAccount(world))
    await refused('not-found', renameTemplateTo(context, stranger, { ...mine, name: 'Yours' }))
    await refused('not-found', deleteTemplate(context, stranger, mine))
    const company = await theSureHolder(world, await aCompanyAccount(world))
    await refused('unknown-right', saveTemplate(context, company, { name: 'Any', rights: READS }))
  })

  it('[R26] a right that the policy does not offer can’t be ticked', async () => {
    const { subUserId, holder } = await aDraft(world)
    const fields = { rights: ['order.leverage'] as const }
    await refused('unknown-right', saveDraft(context, holder, { subUserId, fields }))
  })
})

describe('changing rights', () => {
  it('[R47] taking one works at once, needs no number, and takes it from the second user too', async () => {
    const first = await anActiveIndividual(world, { rights: TRADES })
    const second = await aSecondUser(world, first, TRADES)
    const holder = await theHolder(world, first.accountId)
    await changeRights(context, holder, { subUserId: first.subUserId, rights: READS })
    expect(await mayActNow(world, first.subUserId, 'order.shares')).toBe(false)
    expect(await mayActNow(world, second.subUserId, 'order.shares')).toBe(false)
    expect((await seen(world, second.subUserId)).rights.toSorted()).toEqual([...READS].toSorted())
  })

  it('[R28] giving one needs fresh two-factor or a number for exactly these rights', async () => {
    const one = await anActiveIndividual(world, { rights: TRADES })
    const { subUserId } = one
    const holder = await theHolder(world, one.accountId)
    const wanted: Right[] = [...TRADES, 'tax.download']
    await refused('number-needed', changeRights(context, holder, { subUserId, rights: wanted }))
    await requestRightsNumber(context, holder, { subUserId, rights: wanted })
    const { id } = await db.prisma.confirmationNumber.findFirstOrThrow({
      where: { subject: subUserId, purpose: 'change_rights' },
    })
    const number = codeDigits(context.keys, id)
    const more: Right[] = [...wanted, 'reports.build']
    await refused('number-over', changeRights(context, holder, { subUserId, rights: more, number }))
    await changeRights(context, holder, { subUserId, rights: wanted, number })
    expect(await mayActNow(world, subUserId, 'tax.download')).toBe(true)
  })

  it('[R7] [R11] gives nobody who was never verified a right that needs an identity check', async () => {
    const { subUserId, accountId } = await anActiveIndividual(world, { rights: READS })
    const holder = await theSureHolder(world, accountId)
    await refused('check-needed', changeRights(context, holder, { subUserId, rights: TRADES }))
    await changeRights(context, holder, { subUserId, rights: [...READS, 'tax.download'] })
  })

  it('[R11] a role can’t be changed where roles are fixed', async () => {
    const { subUserId, accountId } = await anActive(world, { role: 'viewer' })
    const holder = await theSureHolder(world, accountId)
    await refused('not-in-this-state', changeRights(context, holder, { subUserId, rights: ['account.view'] }))
  })

  it('[R13] an Administrator gives no right that the Administrator lacks, and may take any', async () => {
    const one = await anActiveIndividual(world, { rights: TRADES })
    const petra = await anActiveIndividual(world, { accountId: one.accountId, rights: ['users.manage', 'own.login'] })
    const { mfaAt } = await theSureHolder(world, one.accountId)
    const actor = asAdministrator({ accountId: one.accountId, subUserId: petra.subUserId }, mfaAt)
    const { subUserId } = one
    await refused('right-missing', changeRights(context, actor, { subUserId, rights: [...TRADES, 'tax.download'] }))
    await changeRights(context, actor, { subUserId, rights: READS })
    expect((await seen(world, subUserId)).rights).toEqual([...READS])
  })
})
