import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router'
import { AddPage } from './add/add-page.tsx'
import { ApprovalsPage } from './approvals/approvals-page.tsx'
import { WithdrawalPage } from './approvals/withdrawal-page.tsx'
import { EnterPage } from './enter/enter-page.tsx'
import { NotFound } from './frame/failed.tsx'
import { Shell } from './frame/shell.tsx'
import { readHistorySearch } from './history/filters.ts'
import { HistoryPage } from './history/history-page.tsx'
import { UsersPage } from './users/users-page.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const enter = createRoute({ getParentRoute: () => root, path: '/enter', component: EnterPage })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: () => <Navigate to="/users" replace />,
})
const users = createRoute({ getParentRoute: () => inside, path: '/users', component: UsersPage })
const add = createRoute({ getParentRoute: () => inside, path: '/users/add', component: AddPage })
const history = createRoute({
  getParentRoute: () => inside,
  path: '/users/$id/history',
  component: HistoryPage,
  validateSearch: readHistorySearch,
})
const approvals = createRoute({ getParentRoute: () => inside, path: '/approvals', component: ApprovalsPage })
const withdrawal = createRoute({ getParentRoute: () => inside, path: '/withdrawals/$id', component: WithdrawalPage })

export const router = createRouter({
  routeTree: root.addChildren([enter, inside.addChildren([home, users, add, history, approvals, withdrawal])]),
  basepath: '/portal',
  scrollRestoration: false,
})
