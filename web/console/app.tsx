import { createTheme, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiProblem } from '../kit/client.ts'
import { LiveProvider } from './data/live.tsx'
import { Announcer } from './frame/announcer.tsx'
import { ThemeMark } from './frame/theme.tsx'
import { ToastProvider } from './frame/toast.tsx'
import { router } from './router.tsx'

/** Mantine in our values; what it can’t take over by theme stands in styles/base.css. */
const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'dark',
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: 6,
  components: {
    Menu: { defaultProps: { shadow: undefined, position: 'bottom-end', transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 200, transitionProps: { duration: 0 } } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
  },
})

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (failed, error) =>
        failed < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})

export function App({ nonce }: { nonce: string | undefined }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce ? () => nonce : undefined}>
      <ThemeMark />
      <QueryClientProvider client={client}>
        <LiveProvider>
          <Announcer>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </Announcer>
        </LiveProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
