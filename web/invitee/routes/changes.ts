import { Router } from 'express'
import { answerLive } from '../../../api/http/live.ts'
import { onboardingOf } from '../onboarding-view.ts'
import { type Site, visitOf } from '../site.ts'

/** What staff do among themselves changes nothing that the person sees, and when they do it is not told either. */
const QUIET = /^staff\.|^verification\.(taken|taken_over|handed_back|typed|first_decided|second_decided|disagreed)$/

/**
 * Tells a page that waits, at once and without a word of what, that the person's own onboarding has changed; the page then
 * looks by itself. Without JavaScript it looks every few seconds anyhow.
 */
export function changeRoutes(site: Site): Router {
  const router = Router()
  router.get('/me/changes', async (req, res) => {
    res.locals['route'] = '/me/changes'
    const view = await onboardingOf(await visitOf(site, req, res))
    if (!view) return void res.status(204).end() // a browser does not ask again
    const heard = (event: { subject: string; type: string }) =>
      event.subject === view.id && !QUIET.test(event.type) ? 'tell' : 'pass'
    answerLive(res, site.live, heard, () => ({}))
  })
  return router
}
