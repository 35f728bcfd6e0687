import { usePageTitle } from '../frame/page-title.ts'
import { words } from '../words/portal.ts'

/** “Manage users” (screens, 4.1). */
export function UsersPage() {
  const heading = usePageTitle(words.frame.manageUsers, 'users')
  return (
    <main className="pg" id="content">
      <h1 ref={heading} tabIndex={-1}>
        {words.frame.manageUsers}
      </h1>
    </main>
  )
}
