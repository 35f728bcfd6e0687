import { uuidv7 } from 'uuidv7'
import { policyOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Right } from '../domain/rights.ts'
import { accountNow } from '../store/accounts.ts'
import { deleteTemplate as removeTemplate, findTemplate, insertTemplate, renameTemplate } from '../store/templates.ts'
import { type PortalActor, eventActor, mayGrant } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'

type Saved = { templateId: string }

/**
 * Saves a set of rights under a name (R25). Names of one account differ, whatever the case of their letters.
 * Refused: `template-name-taken`, `unknown-right`, `right-missing` (managing users).
 */
export function saveTemplate(
  context: Context,
  actor: PortalActor,
  { name, rights }: { name: string; rights: readonly Right[] },
): Promise<Saved> {
  return execute(context, async (work) => {
    await requireManager(work, actor)
    const account = await work.tx.account.findUniqueOrThrow({
      where: { id: actor.accountId },
      select: { policy: true },
    })
    const policy = policyOf(account.policy)
    const choosable = new Set(policy.rights === 'chosen' ? policy.roles.flatMap((role) => role.rights) : [])
    const foreign = rights.find((right) => !choosable.has(right))
    if (foreign) throw new Refusal('unknown-right', `The right "${foreign}" can’t be given here.`, { right: foreign })
    const templateId = uuidv7()
    const at = await accountNow(work.tx, actor.accountId)
    const kept = [...choosable].filter((right) => rights.includes(right))
    const template = { id: templateId, accountId: actor.accountId, name: name.trim(), rights: kept, at }
    if (!(await insertTemplate(work.tx, template))) throw taken(name)
    await write(work, actor, 'template.saved', templateId, at, { rights: kept })
    return { templateId }
  })
}

/** Gives a template another name. Refused: `not-found`, `template-name-taken`. */
export function renameTemplateTo(
  context: Context,
  actor: PortalActor,
  { templateId, name }: Saved & { name: string },
): Promise<Saved> {
  return execute(context, async (work) => {
    await requireTemplate(work, actor, templateId)
    const at = await accountNow(work.tx, actor.accountId)
    if (!(await renameTemplate(work.tx, templateId, name.trim(), at))) throw taken(name)
    await write(work, actor, 'template.renamed', templateId, at, {})
    return { templateId }
  })
}

/** Deletes a template; no user changes (R25). Refused: `not-found`. */
export function deleteTemplate(context: Context, actor: PortalActor, { templateId }: Saved): Promise<Saved> {
  return execute(context, async (work) => {
    await requireTemplate(work, actor, templateId)
    const at = await accountNow(work.tx, actor.accountId)
    await removeTemplate(work.tx, templateId)
    await write(work, actor, 'template.deleted', templateId, at, {})
    return { templateId }
  })
}

async function requireManager(work: Work, actor: PortalActor): Promise<void> {
  await mayGrant(work, actor)
}

async function requireTemplate(work: Work, actor: PortalActor, id: string): Promise<void> {
  await requireManager(work, actor)
  const found = await findTemplate(work.tx, id)
  if (found?.accountId !== actor.accountId) throw new Refusal('not-found')
}

const taken = (name: string): Refusal =>
  new Refusal('template-name-taken', `There is a template “${name.trim()}” already. Choose another name.`)

const write = (
  work: Work,
  actor: PortalActor,
  type: string,
  subject: string,
  at: Date,
  data: Record<string, unknown>,
): Promise<void> => record(work, { chain: actor.accountId, type, subject, actor: eventActor(actor), at, data })
