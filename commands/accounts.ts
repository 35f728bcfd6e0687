import { uuidv7 } from 'uuidv7'
import { type Fee, policies } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import { addressKey } from '../domain/sign-up.ts'
import { accountNow, insertAccount } from '../store/accounts.ts'
import { type Actor, eventActor } from './actor.ts'
import { type Context, execute, record } from './command.ts'

export type AccountInput = {
  reference: string
  type: string
  policy: string
  name?: string | undefined
  holder: { name: string; email: string; twoFactor: boolean }
  verificationProfile?: string | undefined
  withdrawalApproval: boolean
  language: string
  /** What each added user costs on this account, unless as the policy says (R30). */
  fee?: Fee | undefined
  test: boolean
}

/** Registers an account of the platform. Refused: `unknown-policy`, `reference-taken`. */
export function createAccount(context: Context, actor: Actor, input: AccountInput): Promise<{ accountId: string }> {
  const policy = policies.get(input.policy)
  const type = policy?.accountTypes[input.type]
  if (!policy || !type)
    throw new Refusal('unknown-policy', `There is no account type "${input.type}" in a policy "${input.policy}".`)
  const verificationProfile = input.verificationProfile ?? type.profile
  if (!policy.profiles[verificationProfile])
    throw new Refusal('unknown-policy', `The policy has no verification profile "${verificationProfile}".`)
  if (actor.kind === 'caller' && actor.accounts !== 'all')
    throw new Refusal('scope-missing', 'A key that is limited to accounts can’t create one.')

  return execute(context, async (work) => {
    const id = uuidv7()
    const at = await accountNow(work.tx, null)
    const { holder, name, ...rest } = input
    const made = await insertAccount(work.tx, {
      ...rest,
      id,
      holderId: uuidv7(),
      name: name ?? null,
      verificationProfile,
      holder: {
        name: holder.name,
        address: holder.email,
        addressKey: addressKey(holder.email),
        twoFactor: holder.twoFactor,
      },
      at,
    })
    if (!made) throw new Refusal('reference-taken', `There is an account with the reference "${input.reference}".`)
    await record(work, {
      chain: id,
      type: 'account.created',
      subject: id,
      actor: eventActor(actor),
      at,
      data: { type: input.type, policy: input.policy },
    })
    return { accountId: id }
  })
}
