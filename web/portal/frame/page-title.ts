import { usePageHeading } from '../../kit/app/page-title.ts'
import { platform } from './platform.ts'

/** Names the page, and moves focus to its heading when the page changes, not when it is first loaded or updated. */
export const usePageTitle = (title: string | undefined, key: string) => usePageHeading(title, platform.name, key)
