import { useEffect, useState } from 'react'

/**
 * For what stands over the page while it is mounted: remembers where focus was, and brings it back there when focus would be
 * nowhere afterwards. The button of a menu stands for its items; the page's heading for what is gone.
 */
export function useFocusReturn(): void {
  const [before] = useState(whereFocusIs)
  useEffect(() => () => void setTimeout(() => bringBack(before), 0), [before])
}

function whereFocusIs(): HTMLElement | null {
  const { activeElement } = document
  const menu = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const button = menu ? document.getElementById(menu) : null
  return button ?? (activeElement instanceof HTMLElement ? activeElement : null)
}

function bringBack(before: HTMLElement | null): void {
  if (document.activeElement && document.activeElement !== document.body) return
  const to = before?.isConnected && before !== document.body ? before : document.querySelector<HTMLElement>('h1')
  to?.focus({ preventScroll: true })
}
