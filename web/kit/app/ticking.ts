import { useEffect, useState } from 'react'

/** Draws the component again every so many ms, so that spans of time stay true. */
export function useTicking(everyMs: number): number {
  const [tick, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return tick
}
