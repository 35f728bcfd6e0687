import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isForManagers } from '../../../domain/four-eyes.ts'
import { bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Buttons } from '../actions/buttons.tsx'
import { api, type Review } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { RoleGate } from '../frame/role-gate.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { words } from '../words/console.ts'
import { recent } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'

/** Take a free review, hand back one's own, take over somebody else's. Opening a free one does not take it. */
export function TakeButtons({ review }: { review: Review }) {
  const client = useQueryClient()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const params = { path: { id: review.id } }
  const run = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work()
      if (done) toast(done)
    } catch (error) {
      toast(problemText(error))
    }
    setAsking(false)
    void client.invalidateQueries({ queryKey: ['review', review.id] })
    void client.invalidateQueries({ queryKey: ['queue'] })
  }
  const take = () => run(() => bodyOf(api.POST('/console/api/reviews/{id}/take', { params })))
  const handBack = () => run(() => bodyOf(api.POST('/console/api/reviews/{id}/hand-back', { params })), words.review.handedBack) // prettier-ignore
  if (!review.due || review.decided) return null
  if (review.reviewer?.mine) {
    return (
      <button type="button" className="btn" onClick={() => void handBack()}>
        {words.review.handBack}
      </button>
    )
  }
  if (!review.reviewer) {
    return (
      <RoleGate roles={isForManagers(review.stage) ? ['manager'] : ['reviewer', 'manager']}>
        {(gate) => (
          <button type="button" className="btn p" {...gate} onClick={() => !gate['aria-disabled'] && void take()}>
            {words.review.take}
          </button>
        )}
      </RoleGate>
    )
  }
  const { name } = review.reviewer
  return (
    <>
      <span className="sm mut">
        {words.review.takenAt(name, review.takenAt ? recent(new Date(review.takenAt), timeNow()) : '')}
      </span>
      <RoleGate roles={['manager']}>
        {(gate) => (
          <button type="button" className="btn" {...gate} onClick={() => !gate['aria-disabled'] && setAsking(true)}>
            {words.review.takeOver}
          </button>
        )}
      </RoleGate>
      {asking && (
        <Dialog
          title={words.review.takeOverAsk(name)}
          closeLabel={words.frame.close}
          onClose={() => setAsking(false)}
          onSubmit={() => void take()}
          buttons={
            <Buttons
              keep={words.review.leaveIt}
              go={words.review.takeOverIt}
              busy={false}
              onClose={() => setAsking(false)}
            />
          }
        >
          <p>{words.review.takeOverText(name)}</p>
        </Dialog>
      )}
    </>
  )
}
