import { useEffect, useState } from 'react'

/** How long a page may take before it shows where its rows will stand, in ms. */
const SLOW_MS = 400

/** Rows in their final size, when loading takes long. */
export function Skeleton() {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!slow) return null
  return (
    <div className="card skeleton" aria-hidden="true">
      {[1, 2, 3, 4].map((row) => (
        <div key={row}>
          <span className="skel" />
          <span className="skel" />
          <span className="skel" />
        </div>
      ))}
    </div>
  )
}
