import { maskedAddress } from '../../../domain/sign-up.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { who } from '../users/facts.ts'
import { words } from '../words/portal.ts'
import type { UserDialogProps } from './user-dialog.tsx'
import { Buttons, Refused } from './dialog-parts.tsx'
import { type ActionWish, useAct } from './use-act.ts'

type AskProps = UserDialogProps & {
  title: string
  text: string
  go: string
  keep?: string
  danger?: boolean
  wish: ActionWish
}

/** A dialog that only asks. */
function Ask({ user, onClose, title, text, go, keep, danger, wish }: AskProps) {
  const { act, problem, busy } = useAct(user)
  const send = async () => {
    if (await act(wish)) onClose()
  }
  return (
    <Dialog
      title={title}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons go={go} busy={busy} onClose={onClose} {...(keep && { keep })} {...(danger && { danger })} />}
    >
      <p>{text}</p>
      <Refused text={problem} />
    </Dialog>
  )
}

const { acting } = words

export const RemindDialog = (props: UserDialogProps) => (
  <Ask
    {...props}
    title={acting.remind(who(props.user))}
    text={acting.remindText(props.user.email)}
    go={acting.remindIt}
    wish={{ action: 'remind' }}
  />
)

export const ResendDialog = (props: UserDialogProps) => (
  <Ask
    {...props}
    title={acting.resend}
    text={acting.resendText(maskedAddress(props.user.email))}
    go={acting.resendIt}
    wish={{ action: 'resend' }}
  />
)

export const SignInLinkDialog = (props: UserDialogProps) => (
  <Ask
    {...props}
    title={acting.signInLink}
    text={acting.signInLinkText(maskedAddress(props.user.email))}
    go={acting.signInLinkIt}
    wish={{ action: 'mail_sign_in_link' }}
  />
)

/** One may give up one's own access; nobody can undo it (R13). */
export const LeaveDialog = ({ account, ...props }: UserDialogProps & { account: string }) => (
  <Ask
    {...props}
    title={acting.deactivateSelf}
    text={acting.deactivateSelfText(account)}
    keep={acting.keepMine}
    go={acting.deactivateMe}
    danger
    wish={{ action: 'deactivate', reason: '' }}
  />
)
