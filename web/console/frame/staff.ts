import { createContext, useContext } from 'react'
import type { Me } from '../data/api.ts'

export const MeContext = createContext<Me | null>(null)

/** Who is signed in; only inside the shell. */
export function useStaff(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('outside of the shell')
  return me
}
