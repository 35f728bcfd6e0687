import { Router } from 'express'
import type { Database } from '../../store/database.ts'

/** /healthz: the process runs. /readyz: it can work, its database answers; 503 otherwise. */
export function healthRoutes(db: Database, isReady: () => Promise<boolean> = async () => true): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => void res.set('cache-control', 'no-store').json({ status: 'ok' }))
  router.get('/readyz', async (_req, res) => {
    const ready = (await answers(db)) && (await isReady())
    res.status(ready ? 200 : 503).set('cache-control', 'no-store').json({ status: ready ? 'ready' : 'not ready' }) // prettier-ignore
  })
  return router
}

const answers = (db: Database): Promise<boolean> =>
  db.pool.query('SELECT 1').then(
    () => true,
    () => false,
  )
