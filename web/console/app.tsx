import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { theme } from '../kit/app/mantine.ts'
import { queryClient } from '../kit/app/query-client.ts'
import { LiveProvider } from '../kit/app/live.tsx'
import { Announcer } from '../kit/app/announcer.tsx'
import { ThemeMark } from '../kit/app/theme.tsx'
import { ToastProvider } from '../kit/app/toast.tsx'
import { router } from './router.tsx'

export function App({ nonce }: { nonce: string | undefined }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce ? () => nonce : undefined}>
      <ThemeMark />
      <QueryClientProvider client={queryClient}>
        <LiveProvider address="/console/api/events" signedInKey="me">
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
