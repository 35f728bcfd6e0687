import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKey, dateOfBirth, fullName, linkIn, maskedAddress, passwordFault } from '../../domain/sign-up.ts'

const TODAY = new Date('2026-11-24T10:42:00Z')

describe('a name', () => {
  it.each([
    ['  Tomasz   Wilk ', 'Tomasz Wilk'],
    ['Ines Maravelle-Soto', 'Ines Maravelle-Soto'],
    ['Дарья Ким', 'Дарья Ким'],
    ["Sinéad O'Brien", "Sinéad O'Brien"],
    ['林 美玲', '林 美玲'],
    ['Zoe\u0308', 'Zoë'],
  ])('%j is kept as %j', (typed, kept) => expect(fullName(typed)).toBe(kept))

  it.each(['', ' ', 'A', '12 34', '<script>', 'Tom\u0000Wilk', `T${'o'.repeat(120)}`])('%j is none', (typed) =>
    expect(fullName(typed)).toBeUndefined(),
  )
})

describe('a date of birth', () => {
  const typed = (text: string) => {
    const [day = '', month = '', year = ''] = text.split('.')
    return dateOfBirth({ day, month, year }, TODAY)
  }
  it.each([
    ['9.3.1988', '1988-03-09'],
    ['29.2.2024', '2024-02-29'],
    [' 31 . 12 . 1999 ', '1999-12-31'],
  ])('%s is %s', (text, date) => expect(typed(text)).toEqual({ date }))

  it.each(['31.2.1988', '29.2.2023', '0.1.1990', '1.13.1990', '..', '9.3.88', '9.3.1899', 'x.3.1988', '1e1.1.1990'])(
    '%s is incomplete',
    (text) => expect(typed(text)).toMatchObject({ fault: { code: 'birth_incomplete' } }),
  )

  it.each(['25.11.2026', '1.1.2030'])('%s is not in the past', (text) =>
    expect(typed(text)).toMatchObject({ fault: { code: 'birth_not_past' } }),
  )

  it('every real day of the past is taken as it was typed', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-23'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10)
        const [year = '', month = '', date = ''] = iso.split('-')
        expect(dateOfBirth({ day: date, month, year }, TODAY)).toEqual({ date: iso })
      }),
    )
  })
})

describe('a password', () => {
  it('has at least 12 characters, counted as people count', () => {
    expect(passwordFault('short horse')).toEqual({ field: 'password', code: 'password_short', values: { length: 11 } })
    expect(passwordFault('short horses')).toBeUndefined()
    expect(passwordFault('welcome to the 3 horses')).toBeUndefined()
    expect(passwordFault('🐴🐴🐴🐴🐴🐴')).toMatchObject({ code: 'password_short', values: { length: 6 } })
  })

  it.each([
    'password1234',
    'password2026',
    '2026-Willkommen!',
    'Passwordpassword',
    '123456789012',
    'aaaaaaaaaaaaaaa',
    'abababababab',
  ])('%j is too common', (password) =>
    expect(passwordFault(password)).toEqual({ field: 'password', code: 'password_common' }),
  )
})

describe('an address', () => {
  it('is compared without case and surrounding space', () => {
    expect(addressKey(' Tomasz.W@Kestrel.example ')).toBe('tomasz.w@kestrel.example')
  })
  it('is shown masked: first letter, three dots, domain', () => {
    expect(maskedAddress('tomasz.w@kestrel.example')).toBe('t•••@kestrel.example')
  })
})

describe('[R62] a personal message is plain text without addresses or links', () => {
  it.each([
    ['Look at https://evil.example/x now', 'https://evil.example/x'],
    ['HTTP://EVIL.EXAMPLE', 'HTTP://EVIL.EXAMPLE'],
    ['see www.evil.example', 'www.evil.example'],
    ['write to me@evil.example', 'me@evil.example'],
    ['go to evil.com/pay today', 'evil.com/pay'],
    ['пиши на evil.ru', 'evil.ru'],
    ['Look: Evil.Com', 'Evil.Com'],
    ['Log in at paypal.Com/login now', 'paypal.Com/login'],
    ['Смотри пример.рф', 'пример.рф'],
    ['evil。com', 'evil.com'],
    ['mailto:tom', 'mailto:tom'],
  ])('%j has %j in it', (message, found) => expect(linkIn(message)).toBe(found))

  it.each([
    'Hello Tomasz, here is your access. Yours, Oskar',
    'See you at 10.30 in room 4.2',
    'Dear Ines,\nplease look at the orders.Thanks',
    'We pay 12.50 EUR.',
    'Danke für die orders.Übrigens: Tel: 48 22',
  ])('%j has none', (message) => expect(linkIn(message)).toBeUndefined())
})
