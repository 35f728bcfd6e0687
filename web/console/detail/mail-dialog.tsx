import { useQuery } from '@tanstack/react-query'
import { bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { api } from '../data/api.ts'
import { words } from '../words/console.ts'
import { problemText } from '../words/problems.ts'

/** The words of a mail as it would be sent now; links and codes are blotted out. */
export function MailDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const mail = useQuery({
    queryKey: ['mail', id],
    retry: false,
    queryFn: () => bodyOf(api.GET('/console/api/mails/{id}', { params: { path: { id } } })),
  })
  return (
    <Dialog
      title={mail.data?.subject ?? words.detail.mail}
      closeLabel={words.frame.close}
      onClose={onClose}
      size={620}
      buttons={
        <button type="button" className="btn" data-autofocus onClick={onClose}>
          {words.frame.close}
        </button>
      }
    >
      <p className="sm mut">{words.detail.mailBlotted}</p>
      {mail.error && <p role="alert">{problemText(mail.error)}</p>}
      {mail.data && (
        <div className="mail-text" tabIndex={0} role="group" aria-label={words.detail.mail}>
          {mail.data.text}
        </div>
      )}
    </Dialog>
  )
}
