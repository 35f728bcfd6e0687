import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type RegisteredRouter, RouterProvider } from '@tanstack/react-router'
import { setNonce } from 'get-nonce'
import { type ComponentProps, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Announcer } from './announcer.tsx'
import { LiveProvider } from './live.tsx'
import { theme } from './mantine.ts'
import { metaOf } from './meta.ts'
import { queryClient } from './query-client.ts'
import { ThemeMark } from './theme.tsx'
import { ToastProvider } from './toast.tsx'

type AppProps = { router: RegisteredRouter; live: Omit<ComponentProps<typeof LiveProvider>, 'children'> }

/** Shows an app in the page, with its one line to the server. */
export function startApp(app: AppProps): void {
  const nonce = metaOf('csp-nonce')
  if (nonce) setNonce(nonce) // what Mantine's dialogs use to stop the page behind from scrolling reads it here
  const place = document.getElementById('root')
  if (!place) return
  createRoot(place).render(
    <StrictMode>
      <App {...app} nonce={nonce} />
    </StrictMode>,
  )
}

function App({ router, live, nonce }: AppProps & { nonce: string | undefined }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce ? () => nonce : undefined}>
      <ThemeMark />
      <QueryClientProvider client={queryClient}>
        <LiveProvider {...live}>
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
