import { useHotkeys } from '@mantine/hooks'

type Key = readonly [key: string, run: () => void, options?: { preventDefault?: boolean; whileTyping?: boolean }]

const TYPING = 'textarea, select, input:not([type=checkbox], [type=radio], [type=range]), [contenteditable]'

/** Keys of a page. While somebody types into a field only those count that say so. */
export function useKeys(keys: readonly Key[]): void {
  useHotkeys(
    keys.map(([key, run, options]) => [
      key,
      (event) => {
        if (event.target instanceof Element && event.target.matches(TYPING) && !options?.whileTyping) return
        if (options?.preventDefault !== false) event.preventDefault()
        run()
      },
      { preventDefault: false },
    ]),
    [],
  )
}
