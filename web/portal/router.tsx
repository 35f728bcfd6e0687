import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router'
import { AddPage } from './add/add-page.tsx'
import { ApprovalsPage } from './approvals/approvals-page.tsx'
import { WithdrawalPage } from './approvals/withdrawal-page.tsx'
import { AccessPage } from './access/access-page.tsx'
import { RightsPage } from './access/rights-page.tsx'
import { SettingsPage } from './access/settings-page.tsx'
import { EnterPage } from './enter/enter-page.tsx'
import { NotFound } from './frame/failed.tsx'
import { Shell } from './frame/shell.tsx'
import { readHistorySearch } from './history/filters.ts'
import { HistoryPage } from './history/history-page.tsx'
import { UsersPage } from './users/users-page.tsx'
import { WizardPage } from './wizard/wizard-page.tsx'
import { usePortal } from './frame/session.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const enter = createRoute({ getParentRoute: () => root, path: '/enter', component: EnterPage })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: () => <Navigate to="/users" replace />,
})
const add = createRoute({ getParentRoute: () => inside, path: '/users/add', component: AddPage })
const history = createRoute({
  getParentRoute: () => inside,
  path: '/users/$id/history',
  component: HistoryPage,
  validateSearch: readHistorySearch,
})
const approvals = createRoute({ getParentRoute: () => inside, path: '/approvals', component: ApprovalsPage })
const withdrawal = createRoute({ getParentRoute: () => inside, path: '/withdrawals/$id', component: WithdrawalPage })

const users = createRoute({ getParentRoute: () => inside, path: '/users', component: Users })
const settings = createRoute({ getParentRoute: () => inside, path: '/settings', component: SettingsPage })
const rights = createRoute({ getParentRoute: () => inside, path: '/users/$id/rights', component: RightsPage })
const wizard = createRoute({ getParentRoute: () => inside, path: '/drafts/$draft/$step', component: WizardPage })

/** Where rights are chosen one by one, the users are shown with theirs. */
function Users() {
  return usePortal().rights === 'fixed' ? <UsersPage /> : <AccessPage />
}

export const router = createRouter({
  routeTree: root.addChildren([
    enter,
    inside.addChildren([home, users, add, history, approvals, withdrawal, settings, rights, wizard]),
  ]),
  basepath: '/portal',
  scrollRestoration: false,
})
