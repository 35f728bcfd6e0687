import { useEffect, useRef } from 'react'

/** Names the page “title · product”, and moves focus to its heading when the page changes, not when it is first loaded or updated. */
export function usePageHeading(title: string | undefined, product: string, key: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${product}`
  }, [title, product])
  const known = title !== undefined
  useEffect(() => {
    if (!known) return
    if (moved.done && !keepsFocus()) heading.current?.focus({ preventScroll: true })
    moved.done = true
  }, [key, known])
  return heading
}

/** The very first page keeps the browser’s own focus. */
const moved = { done: false }
const keepsFocus = (): boolean =>
  document.activeElement?.matches('input, textarea, select, [data-keeps-focus]') ?? false
