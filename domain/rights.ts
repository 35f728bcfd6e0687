/** The five groups in which rights are shown (R26). */
export const RIGHT_GROUPS = ['user_settings', 'trading', 'reporting', 'funding', 'account_settings'] as const
export type RightGroup = (typeof RIGHT_GROUPS)[number]

/** What is known of a right beside its words: where it stands, and whether having it changes nothing of the account (R7, R26). */
type About = { group: RightGroup; readsOnly: boolean }

const reads = (group: RightGroup): About => ({ group, readsOnly: true })
const acts = (group: RightGroup): About => ({ group, readsOnly: false })

/** Every right that a policy may give, in the order in which people see them. What each opens is said in `domain/words`. */
export const CATALOGUE = {
  'own.login': reads('user_settings'),
  'own.two_factor': reads('user_settings'),
  'own.second_user': acts('user_settings'),
  'own.address': acts('user_settings'),

  'positions.view': reads('trading'),
  'order.place': acts('trading'),
  'order.leverage': acts('trading'),
  'order.shares': acts('trading'),
  'order.bonds': acts('trading'),
  'order.derivatives': acts('trading'),
  'order.margin': acts('trading'),
  'currency.exchange': acts('trading'),
  'market_data.live': reads('trading'),

  'account.view': reads('reporting'),
  'statements.view': reads('reporting'),
  'statements.download': reads('reporting'),
  'tax.download': reads('reporting'),
  'reports.build': reads('reporting'),
  'reports.send': acts('reporting'),

  'transfers.view': reads('funding'),
  'deposit.announce': acts('funding'),
  'deposit.manage': acts('funding'),
  'deposit.card': acts('funding'),
  'deposit.paypal': acts('funding'),
  'withdraw.known': acts('funding'),
  'withdraw.new': acts('funding'),
  'destination.add': acts('funding'),
  'transfer.internal': acts('funding'),

  'details.view': reads('account_settings'),
  'account.change': acts('account_settings'),
  'details.change': acts('account_settings'),
  'market_data.order': acts('account_settings'),
  'users.manage': acts('account_settings'),
  'permissions.change': acts('account_settings'),
  'account.close': acts('account_settings'),
} as const satisfies Record<string, About>

export type Right = keyof typeof CATALOGUE
export const RIGHTS = Object.keys(CATALOGUE) as readonly Right[]

export const isRight = (text: string): text is Right => Object.hasOwn(CATALOGUE, text)
export const groupOf = (right: Right): RightGroup => CATALOGUE[right].group
export const readsOnly = (right: Right): boolean => CATALOGUE[right].readsOnly
