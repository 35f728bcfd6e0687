import http from 'node:http'
import { createApiKey } from '../../commands/keys.ts'
import { SCOPES, type Scope } from '../../domain/scopes.ts'
import type { Bare } from './installation.ts'

export type Answer = { status: number; body: Record<string, unknown> }
/** Calls the API with the next of several keys (a key may send 6,000 requests a minute) over kept connections. */
export type Call = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>

/** The thinnest caller that is: node:http and JSON, so that the caller costs little of what is measured. */
export async function apiCaller(
  address: string,
  { context }: Bare,
  keyCount: number,
  scopes: readonly Scope[] = SCOPES,
): Promise<Call> {
  const keys: string[] = []
  for (let n = 0; n < keyCount; n++)
    keys.push((await createApiKey(context, { name: `bench ${n}`, scopes, accounts: 'all', test: false })).key)
  return callerOf(address, keys)
}

/** The same for a server that asks for no key. */
export const callerOf = (address: string, keys: readonly string[] = ['']): Call => {
  // idle connections go before the server closes them, which a request may just be about to use
  const agent = new http.Agent({ keepAlive: true, maxSockets: 200, timeout: 3_000 })
  let turn = 0
  return (method, path, body) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      authorization: `Bearer ${keys[turn++ % keys.length]}`,
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    return new Promise((resolve, reject) => {
      const request = http.request(`${address}${path}`, { method, agent, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(Buffer.concat(parts).toString()) as Answer['body'],
          })
        })
      })
      request.on('error', reject)
      request.end(text)
    })
  }
}
