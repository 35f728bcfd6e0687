import type { router as console } from './console/router.tsx'
import type { router as portal } from './portal/router.tsx'

/** One program of types holds both apps; an address is one of either. */
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof console | typeof portal
  }
}
