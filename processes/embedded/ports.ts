import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { commandOf } from './running-process.ts'
import { replaceFile } from './replace-file.ts'

const names = ['postgres', 'temporal', 'temporalUi', 'inbox', 'inboxSmtp', 'api', 'simulator'] as const
export type PortName = (typeof names)[number]
export type Ports = Record<PortName, number>

const remembered = z.partialRecord(z.enum(names), z.int().min(1).max(65535))

/**
 * A port for each embedded part on 127.0.0.1: the one of the last start when it is free or already `kept` by a part
 * that still runs, else a free one. The choice is written to ports.json in the data folder.
 */
export async function choosePorts(home: string, kept: Partial<Ports>): Promise<Ports> {
  const file = path.join(home, 'ports.json')
  const before = existsSync(file) ? (remembered.safeParse(readJson(file)).data ?? {}) : {}
  const held: net.Server[] = []
  const choose = async (name: PortName) => {
    const keptPort = kept[name]
    if (keptPort !== undefined) return keptPort
    const server = (await hold(before[name] ?? 0)) ?? (await hold(0))
    if (server === null) throw new Error('no free port on 127.0.0.1')
    held.push(server)
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
    return address.port
  }
  const ports: Ports = {
    postgres: await choose('postgres'),
    temporal: await choose('temporal'),
    temporalUi: await choose('temporalUi'),
    inbox: await choose('inbox'),
    inboxSmtp: await choose('inboxSmtp'),
    api: await choose('api'),
    simulator: await choose('simulator'),
  }
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  replaceFile(file, JSON.stringify(ports, null, 2))
  return ports
}

/** Why nobody can listen on this port of the address now, as a system code (EADDRINUSE, EACCES, …); null: it is free. */
export async function listenFault(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

/** Who listens on a TCP port of this machine, in words ("process 4711, node server.js"), or null when it can't be told. */
export function holderOf(port: number): string | null {
  const pid = existsSync('/proc/net/tcp') ? linuxListener(port) : lsofListener(port)
  if (pid === null) return null
  const command = commandOf(pid)
  return `process ${pid}${command ? `, ${command.slice(0, 80)}` : ''}`
}

function hold(port: number, host = '127.0.0.1'): Promise<net.Server | null> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(null))
    server.listen({ port, host, exclusive: true }, () => resolve(server))
  })
}

function linuxListener(port: number): number | null {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`)
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return Number(pids.find((pid) => holdsSocket(pid, inodes)) ?? 0) || null
}

function holdsSocket(pid: string, sockets: string[]): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.includes(readlinkSync(`/proc/${pid}/fd/${fd}`)))
  } catch {
    return false // gone meanwhile, or somebody else's
  }
}

function lsofListener(port: number): number | null {
  const { stdout } = spawnSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' })
  return Number(stdout?.split('\n')[0] ?? 0) || null
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
