/** How far the server's clock is ahead of this browser's, in ms; kept current by each answer that carries the time. */
let skewMs = 0

export function noteServerTime(now: string): void {
  skewMs = new Date(now).getTime() - Date.now()
}

/** The time now, as the server and an account's clock have it (R66). */
export const timeNow = (clockAheadMs = 0): Date => new Date(Date.now() + skewMs + clockAheadMs)
