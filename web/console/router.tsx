import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router'
import { AccountPage } from './accounts/account-page.tsx'
import { AccountsPage } from './accounts/accounts-page.tsx'
import { DetailPage } from './detail/detail-page.tsx'
import { NotFound } from './frame/failed.tsx'
import { Shell } from './frame/shell.tsx'
import { ListPage } from './list/list-page.tsx'
import { readListSearch } from './list/search.ts'
import { ReviewsPage } from './review/reviews-page.tsx'
import { SecondFactorPage } from './sign-in/second-factor-page.tsx'
import { SetUpPage } from './sign-in/set-up-page.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

/** Addresses read as people write them: `?turn=staff&status=invited,accepted`. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const given = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text.replaceAll('%2C', ',')}`
}

const plainText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: () => <Navigate to="/onboardings" replace />,
})
const list = createRoute({
  getParentRoute: () => inside,
  path: '/onboardings',
  component: ListPage,
  validateSearch: readListSearch,
})
const detail = createRoute({ getParentRoute: () => inside, path: '/onboardings/$id', component: DetailPage })
const reviews = createRoute({ getParentRoute: () => inside, path: '/reviews', component: ReviewsPage })
const review = createRoute({ getParentRoute: () => inside, path: '/reviews/$id', component: ReviewsPage })
const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  component: AccountsPage,
  validateSearch: (search): { search?: string } => ({ search: plainText(search['search']) }),
})
const account = createRoute({ getParentRoute: () => inside, path: '/accounts/$id', component: AccountPage })
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (search): { back?: string; why?: string } => ({
    back: plainText(search['back']),
    why: plainText(search['why']),
  }),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: SetUpPage,
  validateSearch: (search): { token?: string; error?: string } => ({
    token: plainText(search['token']),
    error: plainText(search['error']),
  }),
})
const secondFactor = createRoute({ getParentRoute: () => root, path: '/second-factor', component: SecondFactorPage })

export const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren([home, list, detail, reviews, review, accounts, account]),
    signIn,
    setUp,
    secondFactor,
  ]),
  basepath: '/console',
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
})
