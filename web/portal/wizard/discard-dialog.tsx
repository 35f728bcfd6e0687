import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useToast } from '../../kit/app/toast.tsx'
import { bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { api } from '../data/api.ts'
import { words } from '../words/portal.ts'

/** Asks before a draft goes. */
export function DiscardDialog({ draft, onClose }: { draft: { id: string }; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const discard = async () => {
    try {
      await bodyOf(api.POST('/portal/api/drafts/{id}/discard', { params: { path: { id: draft.id } } }))
      await navigate({ to: '/users' })
    } catch {
      toast(words.frame.failedWords)
    }
    await client.invalidateQueries({ queryKey: ['access-rights'] })
    onClose()
  }
  return (
    <Dialog
      title={words.wizard.discardTitle}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void discard()}
      buttons={
        <>
          <button type="button" className="btn" data-autofocus onClick={onClose}>
            {words.wizard.keep}
          </button>
          <button type="submit" className="btn d">
            {words.wizard.discard}
          </button>
        </>
      }
    >
      <p>{words.wizard.discardText}</p>
    </Dialog>
  )
}
