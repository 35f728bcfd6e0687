import express, { Router } from 'express'

/** The style sheets of the invitee pages, in order; the platform's colour comes between. */
export const stylesheets = ['/assets/tokens.css', '/assets/brand.css', '/assets/pages.css'] as const

/** Static files of the pages, and the platform's colour as a style sheet. */
export function assetRoutes(folder: string, brand: string): Router {
  const router = Router()
  router.get('/assets/brand.css', (_req, res) => {
    res.set('cache-control', 'public, max-age=300').type('css').send(brandSheet(brand))
  })
  router.get('/favicon.ico', (_req, res) => void res.status(204).end()) // pages name no icon; browsers ask all the same
  router.use('/assets', express.static(folder, { maxAge: '1h', index: false, fallthrough: false }))
  return router
}

/** In dark the platform's colour is made lighter, so that it keeps its contrast (screens, section 10). */
const brandSheet = (brand: string): string => {
  const dark = `--brand:color-mix(in oklab,${brand} 40%,#fff);--brand-hover:color-mix(in oklab,${brand} 25%,#fff)`
  return (
    `:root{--brand:${brand};--brand-hover:color-mix(in oklab,${brand} 85%,#000)}\n` +
    `:root[data-theme='dark']{${dark}}\n` +
    `@media (prefers-color-scheme:dark){:root:not([data-theme='light']):not([data-theme='dark']){${dark}}}\n`
  )
}
