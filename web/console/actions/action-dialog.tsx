import type { ActionId, OnboardingRow } from '../data/api.ts'
import { ChangeAddressDialog, InviteAgainDialog, ResendDialog, SignInLinkDialog } from './mail-dialogs.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { ReasonDialog, RevokeDialog } from './reason-dialogs.tsx'

export type ActionDialogProps = { row: OnboardingRow; onClose: () => void }

/** The dialog that asks before an action is sent. */
export function ActionDialog({ action, ...props }: ActionDialogProps & { action: ActionId }) {
  switch (action) {
    case 'extend':
      return <ExtendDialog {...props} />
    case 'revoke':
      return <RevokeDialog {...props} />
    case 'suspend':
    case 'reactivate':
    case 'deactivate':
      return <ReasonDialog action={action} {...props} />
    case 'resend':
      return <ResendDialog {...props} />
    case 'mail_sign_in_link':
      return <SignInLinkDialog {...props} />
    case 'change_address':
      return <ChangeAddressDialog {...props} />
    case 'invite_again':
      return <InviteAgainDialog {...props} />
    case 'remind':
    case 'review':
      return null
  }
}
