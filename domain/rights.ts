/** Every right that exchange policies give; what each opens is said in `domain/words`. */
export const RIGHTS = [
  'account.view',
  'order.place',
  'order.leverage',
  'withdraw.known',
  'withdraw.new',
  'destination.add',
  'deposit.manage',
  'deposit.card',
  'deposit.paypal',
  'users.manage',
  'account.change',
] as const

export type Right = (typeof RIGHTS)[number]

export const isRight = (text: string): text is Right => (RIGHTS as readonly string[]).includes(text)
