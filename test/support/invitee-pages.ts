import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll } from 'vitest'
import { inviteePages } from '../../web/invitee/routes/index.tsx'
import { type Onboarding, PASSWORD } from './onboardings.ts'
import { Person } from './person.ts'
import type { World } from './world.ts'

/** The pages of invited people over real HTTP, without a browser. `faults`: what went wrong on our side. */
export async function anInviteeSite({ context }: Pick<World, 'context'>) {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  afterAll(() => void server.close())
  const publicUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const faults: unknown[] = []
  const site = {
    context,
    publicUrl,
    origins: [publicUrl],
    platform: { name: 'Northwind Exchange', url: 'https://northwind.example', timeZone: 'Europe/Warsaw' },
    support: { email: 'help@northwind.example' },
    styles: [],
    scripts: [],
    live: { subscribe: () => () => undefined },
  }
  server.on('request', express().use(inviteePages(site, (error) => faults.push(error))))
  /** The person of an onboarding, signed in with their login, at the page where it stopped. */
  async function signedIn({ email }: Pick<Onboarding, 'email'>): Promise<Person> {
    const person = new Person(publicUrl)
    await person.open('/me/sign-in')
    await person.sends('/me/sign-in', { email, password: PASSWORD })
    return person
  }
  return { publicUrl, faults, signedIn }
}
