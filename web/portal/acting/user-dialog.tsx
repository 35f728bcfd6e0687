import type { User } from '../data/api.ts'
import { usePortal } from '../frame/session.ts'
import { LeaveDialog, RemindDialog, ResendDialog, SignInLinkDialog } from './ask-dialogs.tsx'
import { ChangeAddressDialog } from './change-address-dialog.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { ReasonDialog } from './reason-dialogs.tsx'
import type { ActionWish } from './use-act.ts'

export type UserDialogProps = { user: User; onClose: () => void }

/** What is asked before it is done; “Invite again” is one button. */
export type AskedAction = Exclude<ActionWish['action'], 'invite_again'>

/** The dialog that asks before an action is sent. */
export function UserDialog({ action, ...props }: UserDialogProps & { action: AskedAction }) {
  const { account } = usePortal()
  switch (action) {
    case 'remind':
      return <RemindDialog {...props} />
    case 'resend':
      return <ResendDialog {...props} />
    case 'mail_sign_in_link':
      return <SignInLinkDialog {...props} />
    case 'extend':
      return <ExtendDialog {...props} />
    case 'change_address':
      return <ChangeAddressDialog {...props} />
    case 'deactivate':
      return props.user.own ? (
        <LeaveDialog {...props} account={account.name} />
      ) : (
        <ReasonDialog action={action} {...props} />
      )
    case 'revoke':
    case 'suspend':
    case 'reactivate':
      return <ReasonDialog action={action} {...props} />
  }
}
