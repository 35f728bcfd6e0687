import { createContext, useContext } from 'react'
import type { Session } from '../data/api.ts'

export const SessionContext = createContext<Session | null>(null)

/** Who is in the portal, on which account; only below the frame. */
export function usePortal(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('outside of the portal’s frame')
  return session
}

/** Whether the holder is here, who alone decides about approvals. */
export const isHolder = ({ actor }: Session): boolean => actor.kind === 'holder'
