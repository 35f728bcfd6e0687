/** So long after the last sign of somebody at the page it counts as used, in ms. */
const ATTENDED_MS = 60_000
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'focus'] as const // of focus the window’s own only

let last = Date.now() // somebody opened the page

if (typeof window !== 'undefined')
  for (const sign of SIGNS)
    window.addEventListener(sign, () => void (last = Date.now()), { capture: sign !== 'focus', passive: true })

/** Whether somebody uses the page. What it reads while nobody does must not keep the session open (R67). */
export const isAttended = (): boolean => Date.now() - last < ATTENDED_MS
