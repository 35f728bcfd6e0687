import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { api, type AccessLine } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { nameOf } from './use-access.ts'

const text = words.access

/** Asks once; access and sessions end at once, the history stays (R31). */
export function DeleteDialog({ line, onClose }: { line: AccessLine; onClose: () => void }) {
  const client = useQueryClient()
  const toast = useToast()
  const remove = async () => {
    try {
      await bodyOf(api.POST('/portal/api/access-rights/{id}/delete', { params: { path: { id: line.id } } }))
      toast(text.done.deleted(nameOf(line)))
    } catch (error) {
      toast(error instanceof ApiProblem && error.message ? error.message : words.frame.failedWords)
    }
    await client.invalidateQueries({ queryKey: ['access-rights'] })
    onClose()
  }
  return (
    <Dialog
      title={text.deleteTitle(nameOf(line))}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void remove()}
      buttons={
        <>
          <button type="button" className="btn" data-autofocus onClick={onClose}>
            {text.keep}
          </button>
          <button type="submit" className="btn d">
            {text.deleteIt}
          </button>
        </>
      }
    >
      <p>
        {text.deleteText} {line.second?.userName && text.deleteWithSecond(line.second.userName)}
      </p>
    </Dialog>
  )
}
