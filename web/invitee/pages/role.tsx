import type { AccessText } from '../../../domain/access.ts'
import type { Language } from '../../../domain/words/shape.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'

/** The role by name, with what may and what may not be done (R36). */
export function RoleCard({ language, role }: { language: Language; role: AccessText }) {
  const { t } = say(language)
  return (
    <section className="box">
      <h2>{role.name}</h2>
      <ul className="may" aria-label={t('common.may')}>
        {role.may.map((line) => (
          <li key={line}>
            <Icon name="check" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
      <ul className="may not" aria-label={t('common.mayNot')}>
        {role.mayNot.map((line) => (
          <li key={line}>
            <Icon name="cross" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who invited whom to which account; `address` is masked already (“t•••@kestrel.example”). */
export interface Invitation {
  inviter: string
  account: string
  address: string
}
