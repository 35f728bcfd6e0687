import { describe, expect, inject, it } from 'vitest'
import { Records, uuidOf } from '../faults/traces.ts'
import { aPhoto } from '../support/pictures.ts'
import { aDesk, type Visitor } from './desk.ts'
import { addsPhoto, arrives, atTheIdentityCheck, press } from './steps.ts'

const desk = await aDesk()
const { site } = desk
const records = new Records(inject('place').databaseUrl)

/** The short code on the computer's page, as somebody types it. */
const codeOn = async ({ page }: Visitor): Promise<string> =>
  (await page.locator('.qr b').last().innerText()).toLowerCase()

describe.each([{ scripts: true }, { scripts: false }])('[R36] with JavaScript: $scripts', (way) => {
  it('the photos come from a phone that can do and see nothing else; the computer goes on by itself', async () => {
    const computer = await desk.visitor(way)
    const id = await atTheIdentityCheck(desk, computer)
    await press(computer.page, 'Go on with your phone')
    await arrives(computer.page, 'Go on with your phone')
    await desk.look(computer.page, 'phone-computer')
    const number = await computer.page.locator('.num').innerText()

    const phone = await desk.visitor({ ...way, phone: true })
    await phone.page.goto(`${site}/p`)
    await phone.page.getByLabel('Code, 8 characters').fill(await codeOn(computer))
    await press(phone.page, 'Continue')
    await arrives(phone.page, 'Does your other screen show this number?')
    expect(await phone.page.locator('.num').innerText()).toBe(number)
    expect(await phone.page.locator('main').innerText()).toMatch(/t•••@|•••@/)
    await desk.look(phone.page, 'phone-ask')
    const asked = phone.page.url()
    await press(phone.page, 'Yes, go on with the photos')
    await arrives(phone.page, 'Add the photos')
    await desk.look(phone.page, 'phone-photos')

    await addsPhoto(phone, 'passport_photo', await aPhoto())
    await phone.page.locator('section.t-done').waitFor()
    await addsPhoto(phone, 'selfie', await aPhoto(900, 1100))
    await arrives(phone.page, 'All photos are there')
    if (!way.scripts) await computer.page.reload()
    await arrives(computer.page, 'Identity check')
    await computer.page.getByText('2 photos arrived.').waitFor()

    for (const other of ['/me', '/me/identity', '/me/about', '/me/decline', '/me/link']) {
      await phone.page.goto(`${site}${other}`)
      expect(await phone.page.locator('body').innerText(), other).not.toMatch(/Tomasz|Kestrel|Identity check/)
    }
    const again = await desk.visitor({ ...way, phone: true })
    await again.page.goto(asked)
    await arrives(again.page, 'This code leads nowhere')

    await press(computer.page, 'Send for the identity check')
    await arrives(computer.page, 'We are checking your documents')
    await phone.page.goto(`${site}/phone`)
    await arrives(phone.page, 'This code leads nowhere')
    const [row] = await records.rows('SELECT code_hash FROM phone_link WHERE sub_user_id = $1', [uuidOf(id)])
    expect(row).toBeDefined()
  })
})

it('[R35] opening the code changes nothing; “No, stop” ends it at once', async () => {
  const computer = await desk.visitor()
  await atTheIdentityCheck(desk, computer)
  await press(computer.page, 'Go on with your phone')
  await arrives(computer.page, 'Go on with your phone')
  const address = `${site}/p/${await codeOn(computer)}`
  const phone = await desk.visitor({ phone: true })
  for (let i = 0; i < 3; i++) await phone.page.goto(address)
  await press(phone.page, 'No, stop')
  await arrives(phone.page, 'Stopped')
  await phone.page.goto(address)
  await arrives(phone.page, 'This code leads nowhere')
})
