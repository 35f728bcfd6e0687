import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { bodyOf } from '../../kit/client.ts'
import { api, type Asked, type Queue } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useAnnounce } from '../../kit/app/announcer.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { who } from '../marks/facts.ts'
import { span } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'
import { words } from '../words/console.ts'

export type Choice = 'approve' | 'ask_again' | 'reject' | 'one_more'
export type Decision = { id: string; choice: Choice; asked: readonly Asked[]; reason: string }

/** A decision leaves only after this time, so that it can be taken back, in ms. */
const UNDO_MS = 10_000

/** The one decision that waits to leave; a second one, or leaving the page, sends it at once. */
let waiting: { send: () => Promise<void>; timer: ReturnType<typeof setTimeout> } | null = null

function leaveNow(): void {
  const due = waiting
  waiting = null
  if (!due) return
  clearTimeout(due.timer)
  void due.send()
}
if (typeof addEventListener === 'function') addEventListener('pagehide', leaveNow)

/** Gives a decision: it leaves after ten seconds, with “Undo” until then, and the next review opens. */
export function useDecide() {
  const client = useQueryClient()
  const toast = useToast()
  const announce = useAnnounce()
  const navigate = useNavigate()
  return (decision: Decision): void => {
    leaveNow()
    const send = async () => {
      await sent(decision).catch((error: unknown) => toast(problemText(error)))
      for (const key of ['queue', 'review', 'detail', 'views']) void client.invalidateQueries({ queryKey: [key] })
    }
    const timer = setTimeout(leaveNow, UNDO_MS)
    waiting = { send, timer }
    const undo = () => {
      if (waiting?.timer !== timer) return
      clearTimeout(timer)
      waiting = null
      toast(words.review.undone)
      void navigate({ to: '/reviews/$id', params: { id: decision.id } })
    }
    toast({ text: words.review.givenSoon(words.review.decisions[decision.choice]), action: { label: words.review.undo, run: undo }, ms: UNDO_MS }) // prettier-ignore
    const next = nextOf(client.getQueryData<Queue>(['queue']), decision.id)
    announce(words.review.given(next ? `${who(next)}, ${next.dueAt ? words.review.left(span(new Date(next.dueAt).getTime() - timeNow().getTime())) : ''}` : null)) // prettier-ignore
    void navigate(next ? { to: '/reviews/$id', params: { id: next.id } } : { to: '/reviews' })
  }
}

/** The next one that is free or one's own. */
const nextOf = (queue: Queue | undefined, done: string) =>
  queue?.items.find((one) => one.id !== done && (one.reviewer === null || one.reviewer.mine))

function sent({ id, choice, asked, reason }: Decision): Promise<unknown> {
  const params = { path: { id } }
  const keepalive = true // it also leaves when the page is closed
  if (choice === 'one_more') return bodyOf(api.POST('/console/api/reviews/{id}/one-more-try', { params, keepalive }))
  const body = { decision: choice, asked: [...asked], ...(reason !== '' && { reason }) }
  return bodyOf(api.POST('/console/api/reviews/{id}/decision', { params, body, keepalive }))
}
