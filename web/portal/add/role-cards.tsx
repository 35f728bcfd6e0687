import { ErrorLine } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { RoleOffer } from '../data/api.ts'
import { who } from '../users/facts.ts'
import { words } from '../words/portal.ts'
import { fullText } from './full-text.ts'

type RoleCardsProps = {
  roles: readonly RoleOffer[]
  value: string | null
  error: string | undefined
  onChange: (role: string) => void
}

/** The roles with what each may and may not; a full one is disabled and names who holds the seats (R10). */
export function RoleCards({ roles, value, error, onChange }: RoleCardsProps) {
  return (
    <fieldset id="add-role" tabIndex={-1} aria-describedby={error ? 'role-error' : undefined}>
      <legend className="lb">
        {words.add.role} <span className="cap">{words.add.roleHint}</span>
      </legend>
      {roles.map((role) => (
        <RoleCard key={role.id} role={role} chosen={value === role.id} choose={() => onChange(role.id)} />
      ))}
      {error && <ErrorLine id="role-error">{error}</ErrorLine>}
    </fieldset>
  )
}

function RoleCard({ role, chosen, choose }: { role: RoleOffer; chosen: boolean; choose: () => void }) {
  const { seats } = role
  const full = seats.limit !== null && seats.taken >= seats.limit
  const closed = full || role.lacking !== null
  const why = role.lacking ? words.add.lacking : full ? fullText(role.id, seats.limit ?? 0, seats.heldBy.map(holderOf)) : null // prettier-ignore
  return (
    <label className={`role${closed ? ' no' : chosen ? ' on' : ''}`}>
      <input
        className="rd"
        type="radio"
        name="role"
        value={role.id}
        checked={chosen}
        disabled={closed}
        onChange={choose}
      />
      <span className="role-h">
        <b>{role.name}</b>
        {!closed && <span className="cap">{leftText(role)}</span>}
      </span>
      {why ? (
        <span className="sm">{why}</span>
      ) : (
        <>
          <span className="powers">
            <Powers title={words.add.may} icon="check" tone="done" lines={role.may} />
            <Powers title={words.add.mayNot} icon="cross" tone="ended" lines={role.mayNot} />
          </span>
          <span className="sm mut">{words.add.identityCheck(role.identityCheck)}</span>
        </>
      )}
    </label>
  )
}

const leftText = ({ seats: { limit, taken } }: RoleOffer): string =>
  limit === null ? words.add.noLimit : words.add.seatsLeft(limit - taken)

const holderOf = (holder: RoleOffer['seats']['heldBy'][number]) => ({ ...holder, name: who(holder) })

type PowersProps = { title: string; icon: 'check' | 'cross'; tone: 'done' | 'ended'; lines: readonly string[] }

const Powers = ({ title, icon, tone, lines }: PowersProps) =>
  lines.length > 0 && (
    <span className={`t-${tone}`}>
      <span className="cap">{title}</span>
      {lines.map((line) => (
        <span key={line} className="power">
          <Icon name={icon} size="s" />
          {line}
        </span>
      ))}
    </span>
  )
