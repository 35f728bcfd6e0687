// One row by its index over the same kind of server: Express with the log line and headers of every answer, pg, one
// prepared SELECT, JSON; no key, no body, no checks. In a process of its own.
import type { AddressInfo } from 'node:net'
import express from 'express'
import pg from 'pg'
import { createLog, requestLog } from '../../api/http/logging.ts'
import { securityHeaders } from '../../api/http/security.ts'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 16 })
const app = express()
app.disable('x-powered-by')
app.set('etag', false)
app.use(requestLog(createLog('info', 'select')), securityHeaders(false))
app.get('/sub-users/:id', async (req, res) => {
  const values = [req.params.id]
  const { rows } = await pool.query({
    name: 'one',
    text: 'SELECT status, role FROM sub_user WHERE id = $1',
    values,
  })
  res.json(rows[0])
})
const server = app.listen(0, '127.0.0.1', () => void process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => process.exit())
