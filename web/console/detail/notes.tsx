import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { bodyOf } from '../../kit/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { api, type Detail } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { recentInLine } from '../../kit/app/dates.ts'
import { problemText } from '../words/problems.ts'
import { words } from '../words/console.ts'
import { actorName } from './actor-name.ts'

/** Notes that only staff read. */
export function Notes({ detail }: { detail: Detail }) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const toast = useToast()
  const now = timeNow(detail.clockAheadMs)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || busy) return
    setBusy(true)
    const params = { path: { id: detail.id } }
    try {
      await bodyOf(api.POST('/console/api/onboardings/{id}/notes', { params, body: { text: text.trim() } }))
      setText('')
      void client.invalidateQueries({ queryKey: ['detail', detail.id] })
    } catch (error) {
      toast(problemText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="sec">
      <h2>
        {words.detail.notes} <span className="cap">{words.detail.notesCaption}</span>
      </h2>
      {detail.notes.map((note) => (
        <div className="rem" key={note.id}>
          <b>{actorName(note.author)}</b> <span className="cap">{recentInLine(new Date(note.at), now)}</span>
          <p>{note.text}</p>
        </div>
      ))}
      <form className="row" onSubmit={(event) => void save(event)}>
        <label className="in">
          <Icon name="pencil" />
          <input
            aria-label={words.detail.addNote}
            placeholder={words.detail.addNote}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        {text.trim() !== '' && (
          <button type="submit" className="btn p" aria-disabled={busy || undefined}>
            {words.detail.saveNote}
          </button>
        )}
      </form>
    </section>
  )
}
