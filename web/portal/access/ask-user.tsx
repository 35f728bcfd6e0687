import { UserDialog } from '../acting/user-dialog.tsx'
import { useUsers } from '../data/queries.ts'

const ASKED = ['extend', 'change_address', 'suspend', 'reactivate'] as const
/** What is asked in the same words wherever users are managed. */
export type AskedHere = (typeof ASKED)[number]
export const isAskedHere = (asked: string | null): asked is AskedHere => ASKED.some((one) => one === asked)

/** As many users as an account of this kind can have. */
const MOST = 200

type Props = { id: string; action: AskedHere; onClose: () => void }

/** Asks with what is known of the user as others see it. */
export function AskUser({ id, action, onClose }: Props) {
  const users = useUsers(MOST)
  const user = users.data?.users.find((one) => one.id === id)
  return user ? <UserDialog action={action} user={user} onClose={onClose} /> : null
}
