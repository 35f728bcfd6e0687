import { wordsIn } from '../../../domain/words/index.ts'
import { ErrorLine } from '../../kit/field.tsx'
import { quotaName } from '../../kit/app/quota-name.ts'
import type { AccountPage } from '../data/api.ts'
import { words } from '../words/console.ts'

type RoleCardsProps = {
  account: AccountPage | undefined
  value: string | null
  error: string | undefined
  onChange: (role: string) => void
}

const shared = wordsIn('en')

/** The roles of the account's policy with their seats; a full one is disabled and names who holds the seats (R10). */
export function RoleCards({ account, value, error, onChange }: RoleCardsProps) {
  return (
    <fieldset className="fl" aria-describedby={error ? 'role-error' : undefined}>
      <legend className="lb">
        {words.invite.role} <span className="cap">{words.invite.roleHint}</span>
      </legend>
      {!account && <p className="hint">{words.invite.chooseFirst}</p>}
      {account?.roles.map((role) => (
        <RoleCard
          key={role.id}
          account={account}
          role={role}
          chosen={value === role.id}
          choose={() => onChange(role.id)}
        />
      ))}
      {error && <ErrorLine id="role-error">{error}</ErrorLine>}
    </fieldset>
  )
}

type Role = AccountPage['roles'][number]

function RoleCard({
  account,
  role,
  chosen,
  choose,
}: {
  account: AccountPage
  role: Role
  chosen: boolean
  choose: () => void
}) {
  const seats = account.seats.find((one) => one.roles.includes(role.id))
  const full = seats !== undefined && seats.limit !== null && seats.taken >= seats.limit
  const plain = Object.entries(shared.roles).find(([id]) => id === role.id)?.[1].card ?? ''
  return (
    <label className={full ? 'ro no' : chosen ? 'ro on' : 'ro'}>
      <input
        className="rd"
        type="radio"
        name="role"
        value={role.id}
        checked={chosen}
        disabled={full}
        onChange={choose}
      />
      <b>{role.name}</b>
      <span className="s">{seats && seatsText(seats)}</span>
      <small>
        {full && seats
          ? fullText(seats)
          : `${plain} ${role.exempt ? words.invite.noVerification : words.invite.verification}`}
      </small>
    </label>
  )
}

type Seats = AccountPage['seats'][number]

const seatsText = ({ group, taken, limit }: Seats): string =>
  limit === null ? words.invite.noLimit(taken) : words.invite.taken(quotaName(group), taken, limit)

const fullText = ({ holders, limit }: Seats): string =>
  words.invite.full(
    limit ?? 0,
    holders
      .map(({ name, email, status }) => `${name ?? email} (${shared.statuses[status].label.toLowerCase()})`)
      .join(', '),
  )
