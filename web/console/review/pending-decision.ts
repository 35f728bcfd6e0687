import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { bodyOf } from '../../kit/client.ts'
import { api, type Asked, type Queue, type Review } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useAnnounce } from '../../kit/app/announcer.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { who } from '../marks/facts.ts'
import type { End } from './document-end.tsx'
import { span } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'
import { words } from '../words/console.ts'

export type Choice = 'approve' | 'ask_again' | 'reject' | 'one_more'
export type Decision = { review: Review; choice: Choice; asked: readonly Asked[]; reason: string; end: End | undefined }

/** A decision leaves only after this time, so that it can be taken back, in ms; the server keeps it until then. */
const UNDO_MS = 10_000
/** After that the effect shows within this time, in ms. */
const EFFECT_MS = 2_000

/** Gives a decision: it leaves after ten seconds, whether or not this page stays open, with “Undo” until then; the next review opens. */
export function useDecide() {
  const client = useQueryClient()
  const toast = useToast()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const lookAgain = () => {
    for (const key of ['queue', 'review', 'detail', 'views']) void client.invalidateQueries({ queryKey: [key] })
  }
  return async (decision: Decision): Promise<void> => {
    const { id } = decision.review
    const params = { path: { id } }
    try {
      await given(decision)
    } catch (error) {
      toast(problemText(error))
      return lookAgain()
    }
    const effect = setTimeout(() => void tell(), UNDO_MS + EFFECT_MS)
    const tell = async () => {
      lookAgain()
      const after = await bodyOf(api.GET('/console/api/reviews/{id}', { params })).catch(() => undefined)
      if (after?.stage === 'manager' && after.decided) toast(differed(after))
    }
    const undo = async () => {
      clearTimeout(effect)
      try {
        await bodyOf(api.DELETE('/console/api/reviews/{id}/decision', { params }))
        toast(words.review.undone)
      } catch (error) {
        toast(problemText(error))
      }
      lookAgain()
      void navigate({ to: '/reviews/$id', params: { id } })
    }
    const text = words.review.givenSoon(words.review.decisions[decision.choice])
    toast({ text, action: { label: words.review.undo, run: () => void undo() }, ms: UNDO_MS })
    const next = nextOf(client.getQueryData<Queue>(['queue']), id)
    announce(words.review.given(next ? nameAndTime(next) : null))
    lookAgain()
    void navigate(next ? { to: '/reviews/$id', params: { id: next.id } } : { to: '/reviews' })
  }
}

const nameAndTime = (next: Queue['items'][number]): string => {
  const left = next.dueAt && words.review.left(span(new Date(next.dueAt).getTime() - timeNow().getTime()))
  return [who(next), left].filter(Boolean).join(', ')
}

const differed = (after: Review): string =>
  words.review.differed(after.decisions.find((one) => !one.mine && one.stage !== 'manager')?.by ?? '')

/** The next one that is free to take, or one's own. */
export const nextOf = (queue: Queue | undefined, done: string): Queue['items'][number] | undefined =>
  queue?.items.find((one) => one.id !== done && !one.decided && (one.reviewer === null || one.reviewer.mine))

function given({ review, choice, asked, reason, end }: Decision): Promise<unknown> {
  const params = { path: { id: review.id } }
  const undoable = true
  if (choice === 'one_more')
    return bodyOf(api.POST('/console/api/reviews/{id}/one-more-try', { params, body: { undoable } }))
  const documentUntil = choice === 'approve' && end ? { documentUntil: end.none ? null : end.day } : {}
  const body = { decision: choice, asked: [...asked], ...(reason !== '' && { reason }), ...documentUntil, undoable }
  return bodyOf(api.POST('/console/api/reviews/{id}/decision', { params, body }))
}
