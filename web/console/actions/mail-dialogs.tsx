import { type ReactNode, useState } from 'react'
import { isAddress, maskedAddress } from '../../../domain/sign-up.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import type { ActionDialogProps } from './action-dialog.tsx'
import { Buttons, Refused } from './buttons.tsx'
import { type Act, useAct } from './use-act.ts'

const { dialogs } = words

type AskProps = ActionDialogProps & { title: string; go: string; wish: Act; children: ReactNode }

/** A dialog that only asks. */
function Ask({ row, onClose, title, go, wish, children }: AskProps) {
  const { act, problem, busy } = useAct(row)
  const send = async () => {
    if (await act(wish)) onClose()
  }
  return (
    <Dialog
      title={title}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons go={go} busy={busy} onClose={onClose} />}
    >
      <p>{children}</p>
      <Refused text={problem} />
    </Dialog>
  )
}

export const SignInLinkDialog = (props: ActionDialogProps) => (
  <Ask {...props} title={dialogs.signInLink} go={dialogs.mailIt} wish={{ action: 'mail_sign_in_link' }}>
    {dialogs.signInLinkText(maskedAddress(props.row.email))}
  </Ask>
)

export const ResendDialog = (props: ActionDialogProps) => (
  <Ask {...props} title={dialogs.resend} go={dialogs.sendIt} wish={{ action: 'resend' }}>
    {dialogs.resendText(maskedAddress(props.row.email))}
  </Ask>
)

export const InviteAgainDialog = (props: ActionDialogProps) => (
  <Ask
    {...props}
    title={dialogs.inviteAgain(who(props.row))}
    go={dialogs.inviteAgainIt}
    wish={{ action: 'invite_again' }}
  >
    {props.row.rights === 'chosen' ? dialogs.inviteAgainTextDraft : dialogs.inviteAgainText}
  </Ask>
)

export const addressFault = (email: string): string | undefined =>
  email.trim() === '' ? dialogs.emailEmpty : isAddress(email.trim()) ? undefined : dialogs.emailWrong

/** Revokes and invites again, in one step; where rights are chosen, with a draft (R29). */
export function ChangeAddressDialog({ row, onClose }: ActionDialogProps) {
  const [email, setEmail] = useState('')
  const [error, setError] = useState<string>()
  const { act, problem, busy } = useAct(row)
  const draft = row.rights === 'chosen'
  const send = async () => {
    const fault = addressFault(email)
    setError(fault)
    if (!fault && (await act({ action: 'change_address', email: email.trim() }))) onClose()
  }
  return (
    <Dialog
      title={dialogs.change}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={
        <Buttons
          go={draft ? dialogs.changeItDraft : dialogs.changeIt}
          busy={busy}
          onClose={onClose}
          focusKeep={false}
        />
      }
    >
      <p>{draft ? dialogs.changeTextDraft : dialogs.changeText}</p>
      <TextField
        label={dialogs.newEmail}
        error={error}
        hint={dialogs.now(row.email)}
        type="email"
        autoComplete="off"
        data-autofocus
        value={email}
        onChange={setEmail}
      />
      <Refused text={problem} />
    </Dialog>
  )
}
