import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import express, { type Express, type RequestHandler } from 'express'
import { projectRoot } from '../configuration-variables.ts'
import { assetRoutes } from '../../web/assets.ts'
import { type Answers, isAnswers, isOutcome, isWebhooks } from './outcomes.ts'
import { type Behaviour, checkPage, overviewPage, overPage, unknownPage } from './page.ts'
import { Sessions } from './sessions.ts'
import { sendWebhooks } from './webhooks.ts'

export type SimulatorOptions = {
  /** 0 takes a free port. Always on 127.0.0.1. */
  port: number
  key: string
  webhookSecret: string
  /** Where webhooks go. */
  webhookUrl: string
  behaviour?: Partial<Behaviour>
  /** Keeps the sessions over a restart. */
  file?: string
  brand?: string
}

export type Simulator = {
  url: string
  sessions: Sessions
  behave(behaviour: Partial<Behaviour>): void
  stop(): Promise<void>
}

/** How slow slow answers are, in ms. */
const SLOW_MS = 1_500

/** The vendor that misbehaves on purpose: pages for people, an API for Usher, webhooks about every change (R41, R43). */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const behaviour: Behaviour = { webhooks: 'once', answers: 'promptly', ...options.behaviour }
  const sender = { url: options.webhookUrl, secret: options.webhookSecret }
  const sessions = new Sessions((told) => {
    void sendWebhooks(sender, told, told.webhooks ?? behaviour.webhooks).catch(() => undefined) // Usher is away: its poll finds it
  }, options.file)
  const app = express()
  app.disable('x-powered-by')
  const server = createServer(app)
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  app.use(ownHost, assetRoutes(path.join(projectRoot, 'dist', 'assets'), options.brand ?? '#0f4f58'))
  app.use(
    '/api/sessions',
    guarded(options.key),
    misbehaving(() => behaviour.answers),
    express.json(),
  )
  apiRoutes(app, sessions, url)
  pageRoutes(app, sessions, behaviour)
  return {
    url,
    sessions,
    behave: (wanted) => void Object.assign(behaviour, wanted),
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Answers under names of this machine only. */
const ownHost: RequestHandler = (req, res, next) => {
  if (/^(localhost|127\.0\.0\.1)(:\d{1,5})?$/.test(req.get('host') ?? '')) return next()
  res.sendStatus(421)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const guarded =
  (key: string): RequestHandler =>
  (req, res, next) => {
    if (timingSafeEqual(digest(req.get('authorization') ?? ''), digest(`Bearer ${key}`))) return next()
    res.sendStatus(401)
  }

/** Slow, failing now and then (every second call), or silent: as was chosen. */
function misbehaving(answers: () => Answers): RequestHandler {
  let calls = 0
  return async (_req, res, next) => {
    calls += 1
    const how = answers()
    if (how === 'slowly') await pause(SLOW_MS)
    if (how === 'down' || (how === 'errors' && calls % 2 === 1)) return void res.sendStatus(how === 'down' ? 503 : 500)
    next()
  }
}

/** The API: create (again with the same key: the same), read, cancel, redact. */
function apiRoutes(app: Express, sessions: Sessions, url: string): void {
  const shown = (id: string) => {
    const session = sessions.find(id)
    if (!session) return undefined
    const { state, asked, documentUntil } = session
    return { id, url: `${url}/check/${id}`, state, asked, documentUntil }
  }
  app.post('/api/sessions', (req, res) => {
    const { key, returnUrl, language } = req.body as Record<string, unknown>
    if (typeof key !== 'string' || typeof returnUrl !== 'string') return void res.sendStatus(400)
    const { id } = sessions.create({ key, returnUrl, language: language === 'de' ? 'de' : 'en' })
    res.status(201).json(shown(id))
  })
  app.get('/api/sessions', (req, res) => {
    const session = sessions.all().find(({ key }) => key === req.query['key'])
    if (session) res.json(shown(session.id))
    else res.sendStatus(404)
  })
  app.get('/api/sessions/:id', (req, res) => {
    const found = shown(req.params.id)
    if (found) res.json(found)
    else res.sendStatus(404)
  })
  for (const action of ['cancel', 'redact'] as const)
    app.post(`/api/sessions/:id/${action}`, (req, res) => {
      const session = sessions[action](req.params.id)
      if (session) res.json(shown(session.id))
      else res.sendStatus(404)
    })
}

const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"

/** The pages for people. No `form-action`: choosing leads back to Usher, another origin. */
function pageRoutes(app: Express, sessions: Sessions, behaviour: Behaviour): void {
  app.use(express.urlencoded({ extended: false, limit: 10_000 }), (_req, res, next) => {
    res.set({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    next()
  })
  app.get('/', (_req, res) => void res.type('html').send(overviewPage(sessions.all(), behaviour)))
  app.get('/check/:id', (req, res) => {
    const session = sessions.find(req.params.id)
    if (!session) return void res.status(404).type('html').send(unknownPage())
    const isOpen = session.state === 'created' || session.state === 'in_progress' || session.state === 'processing'
    res.type('html').send(isOpen ? checkPage(session, behaviour) : overPage(session))
  })
  app.post('/check/:id', (req, res) => {
    const { outcome, webhooks } = req.body as Record<string, unknown>
    const session = sessions.find(req.params.id)
    if (!session || !isOutcome(outcome)) return void res.status(404).type('html').send(unknownPage())
    sessions.choose(session.id, outcome, isWebhooks(webhooks) ? webhooks : undefined)
    res.redirect(303, session.returnUrl)
  })
  app.post('/check/:id/take-back', (req, res) => {
    sessions.takeBack(req.params.id)
    res.redirect(303, '/')
  })
  app.post('/behaviour', (req, res) => {
    const { webhooks, answers } = req.body as Record<string, unknown>
    if (isWebhooks(webhooks)) behaviour.webhooks = webhooks
    if (isAnswers(answers)) behaviour.answers = answers
    res.redirect(303, '/')
  })
}
