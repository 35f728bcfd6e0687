import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** A page as an HTML document. */
export function renderPage(page: ReactNode): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
