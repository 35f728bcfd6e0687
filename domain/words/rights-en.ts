import type { Right } from '../rights.ts'
import type { RightWords } from './shape.ts'

/** A right whose name says all that is given or not given. */
const plain = (name: string, about: string): RightWords => ({ name, about, may: name, mayNot: name })

export const rightsEn: Record<Right, RightWords> = {
  'own.login': plain('Change the own password and language', 'Only for the own login'),
  'own.two_factor': plain('Change the own two-factor method', 'Only for the own login'),
  'own.second_user': plain('Add a second user for oneself', 'A second session with at most the same rights'),
  'own.address': plain('Change the own e-mail address', 'Mails about the account then go there'),
  'positions.view': plain('See positions and orders', 'Holdings, open and past orders'),
  'order.place': {
    name: 'Buy and sell',
    about: 'With the money of the account',
    may: 'Buy and sell',
    mayNot: 'No buying or selling',
  },
  'order.leverage': {
    name: 'Place orders with leverage',
    about: 'Losses can be larger than the amount put in',
    may: 'Place orders with leverage',
    mayNot: 'No orders with leverage',
  },
  'order.shares': plain(
    'Place and cancel orders in shares and funds',
    'In your name, with your money, up to the limits of the account',
  ),
  'order.bonds': plain('Place and cancel orders in bonds', 'Same, for bonds'),
  'order.derivatives': plain('Trade options and futures', 'Losses can be larger than the amount put in'),
  'order.margin': plain('Trade on borrowed money', 'Uses your margin; may lead to forced sales'),
  'currency.exchange': plain('Exchange currencies', 'Between your own currency balances only'),
  'market_data.live': plain('See live market data', 'Prices as they happen instead of 15 minutes late'),
  'account.view': {
    name: 'See balances, orders and history',
    about: 'What the account holds and what was done on it',
    may: 'See balances, orders and history',
    mayNot: 'No look at balances, orders or history',
  },
  'statements.view': plain('See statements', 'Monthly and yearly statements of the account'),
  'statements.download': plain('Download statements', 'As files, to keep or to pass on'),
  'tax.download': plain('Download tax reports', 'What the tax office asks for'),
  'reports.build': plain('Build own reports', 'From what they may see'),
  'reports.send': plain('Send reports to others', 'Your figures leave the platform'),
  'transfers.view': plain('See deposits and withdrawals', 'Amounts, dates and your own accounts'),
  'deposit.announce': plain('Announce a deposit', 'Tells the platform that money comes; moves none'),
  'deposit.manage': {
    name: 'Manage deposits',
    about: 'See and arrange deposits from your own accounts',
    may: 'Manage deposits',
    mayNot: 'No changes to deposits',
  },
  'deposit.card': {
    name: 'Deposit by card',
    about: 'With a card of yours',
    may: 'Deposit by card',
    mayNot: 'No card deposits',
  },
  'deposit.paypal': {
    name: 'Deposit by PayPal',
    about: 'With a PayPal account of yours',
    may: 'Deposit by PayPal',
    mayNot: 'No PayPal deposits',
  },
  'withdraw.known': {
    name: 'Withdraw to known destinations',
    about: 'Only to accounts and wallets of yours that were used before',
    may: 'Withdraw to destinations of {account} that were used before',
    mayNot: 'No withdrawals',
  },
  'withdraw.new': {
    name: 'Withdraw to new destinations',
    about: 'To accounts and wallets of yours, also the first time',
    may: 'Withdraw, also to new destinations of {account}',
    mayNot: 'No withdrawals to new destinations',
  },
  'destination.add': {
    name: 'Add a destination',
    about: 'Only bank accounts and wallets that belong to you',
    may: 'Add bank accounts and wallets of {account}',
    mayNot: 'No new bank accounts or wallets',
  },
  'transfer.internal': plain('Move between your accounts', 'Between accounts of yours on this platform'),
  'details.view': plain('See account details', 'Address, tax data, trading permissions'),
  'account.change': {
    name: 'Change account settings',
    about: 'Settings of the account, never of the holder',
    may: 'Change account settings',
    mayNot: 'No changes to settings',
  },
  'details.change': plain('Change address and tax data', 'What the platform writes to you and reports about you'),
  'market_data.order': plain('Order market-data packages', 'They cost money, charged to your account'),
  'users.manage': {
    name: 'Manage users',
    about: 'Add, suspend and deactivate other users; never more rights than they have',
    may: 'Add, suspend and deactivate other users',
    mayNot: 'No changes to users',
  },
  'permissions.change': plain('Change trading permissions', 'What may be traded on the account at all'),
  'account.close': plain('Close the account', 'Ends the account for you and everybody else'),
}
