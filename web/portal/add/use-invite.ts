import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { shortMoment } from '../../kit/app/dates.ts'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { api, type RoleOffer } from '../data/api.ts'
import { usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { problemText } from '../words/problems.ts'
import type { Invitation } from './faults.ts'
import { fullText, type Holder } from './full-text.ts'

/** Why it was not sent; `first`: the invitation or user that stands in the way (R40). */
export type Refused = { text: string; first: { id: string; active: boolean } | null }

/** Sends the invitation; what was refused stands in `refused`. */
export function useInvite() {
  const client = useQueryClient()
  const { actor } = usePortal()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  const invite = async (form: Invitation): Promise<{ id: string; deadline: string } | null> => {
    if (busy || form.role === null) return null
    setBusy(true)
    setRefused(null)
    const { role, language } = form
    const [email, message] = [form.email.trim(), form.message.trim()]
    try {
      return await bodyOf(
        api.POST('/portal/api/users', { body: { email, role, language, ...(message && { message }) } }),
      )
    } catch (error) {
      setRefused(refusalOf(error, email, role, actor.kind))
      if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ['session'] })
      return null
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['users'] })
      void client.invalidateQueries({ queryKey: ['roles'] })
    }
  }
  return { invite, refused, busy }
}

function refusalOf(error: unknown, email: string, role: RoleOffer['id'], actor: string): Refused {
  const plain = { text: problemText(error), first: null }
  if (!(error instanceof ApiProblem)) return plain
  const { facts } = error
  switch (error.code) {
    case 'seat-taken': {
      const holders = Array.isArray(facts['seats']) ? facts['seats'].flatMap(holderIn) : []
      return { text: `${fullText(role, Number(facts['limit']), holders)} ${words.add.justTaken}`, first: null }
    }
    case 'already-invited': {
      const active = facts['status'] === 'active' || facts['status'] === 'suspended'
      const since = shortMoment(new Date(String(facts['since'])))
      const text = active ? words.add.already.active(email) : words.add.already.open(email, since)
      return { text, first: typeof facts['subUser'] === 'string' ? { id: facts['subUser'], active } : null }
    }
    case 'holders-address':
      return { text: actor === 'holder' ? words.add.own : words.add.holders, first: null }
    default:
      return plain
  }
}

function holderIn(seat: unknown): Holder[] {
  if (typeof seat !== 'object' || seat === null || !('name' in seat) || !('status' in seat)) return []
  const deadline = 'deadline' in seat && typeof seat.deadline === 'string' ? seat.deadline : null
  return [{ name: String(seat.name), status: String(seat.status), deadline }]
}
