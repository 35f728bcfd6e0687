import type { Right } from '../rights.ts'
import type { RightWords } from './shape.ts'

/** A right whose name says all that is given or not given. */
const plain = (name: string, about: string): RightWords => ({ name, about, may: name, mayNot: name })

export const rightsDe: Record<Right, RightWords> = {
  'own.login': plain('Eigenes Passwort und eigene Sprache ändern', 'Nur für den eigenen Zugang'),
  'own.two_factor': plain('Eigenes Zwei-Faktor-Verfahren ändern', 'Nur für den eigenen Zugang'),
  'own.second_user': plain(
    'Einen zweiten Zugang für sich hinzufügen',
    'Eine zweite Sitzung mit höchstens denselben Rechten',
  ),
  'own.address': plain('Eigene E-Mail-Adresse ändern', 'Mails zum Konto gehen dann dorthin'),
  'positions.view': plain('Bestände und Aufträge ansehen', 'Bestände, offene und frühere Aufträge'),
  'order.place': {
    name: 'Kaufen und verkaufen',
    about: 'Mit dem Geld des Kontos',
    may: 'Kaufen und verkaufen',
    mayNot: 'Kein Kaufen oder Verkaufen',
  },
  'order.leverage': {
    name: 'Aufträge mit Hebel erteilen',
    about: 'Verluste können größer sein als der Einsatz',
    may: 'Aufträge mit Hebel erteilen',
    mayNot: 'Keine Aufträge mit Hebel',
  },
  'order.shares': plain(
    'Aufträge in Aktien und Fonds erteilen und streichen',
    'In Ihrem Namen, mit Ihrem Geld, bis zu den Grenzen des Kontos',
  ),
  'order.bonds': plain('Aufträge in Anleihen erteilen und streichen', 'Ebenso, für Anleihen'),
  'order.derivatives': plain('Optionen und Futures handeln', 'Verluste können größer sein als der Einsatz'),
  'order.margin': plain('Mit geliehenem Geld handeln', 'Nutzt Ihren Kreditrahmen; kann zu Zwangsverkäufen führen'),
  'currency.exchange': plain('Währungen tauschen', 'Nur zwischen Ihren eigenen Währungsguthaben'),
  'market_data.live': plain('Kurse in Echtzeit sehen', 'Kurse sofort statt 15 Minuten später'),
  'account.view': {
    name: 'Guthaben, Aufträge und Verlauf ansehen',
    about: 'Was im Konto liegt und was darin getan wurde',
    may: 'Guthaben, Aufträge und Verlauf ansehen',
    mayNot: 'Kein Blick auf Guthaben, Aufträge oder Verlauf',
  },
  'statements.view': plain('Auszüge ansehen', 'Monats- und Jahresauszüge des Kontos'),
  'statements.download': plain('Auszüge herunterladen', 'Als Dateien, zum Behalten oder Weitergeben'),
  'tax.download': plain('Steuerberichte herunterladen', 'Was das Finanzamt verlangt'),
  'reports.build': plain('Eigene Berichte erstellen', 'Aus dem, was sie sehen dürfen'),
  'reports.send': plain('Berichte an andere senden', 'Ihre Zahlen verlassen die Plattform'),
  'transfers.view': plain('Ein- und Auszahlungen ansehen', 'Beträge, Daten und Ihre eigenen Konten'),
  'deposit.announce': plain('Eine Einzahlung ankündigen', 'Sagt der Plattform, dass Geld kommt; bewegt keines'),
  'deposit.manage': {
    name: 'Einzahlungen verwalten',
    about: 'Einzahlungen von eigenen Konten ansehen und veranlassen',
    may: 'Einzahlungen verwalten',
    mayNot: 'Keine Änderungen an Einzahlungen',
  },
  'deposit.card': {
    name: 'Mit Karte einzahlen',
    about: 'Mit einer eigenen Karte',
    may: 'Mit Karte einzahlen',
    mayNot: 'Keine Einzahlungen mit Karte',
  },
  'deposit.paypal': {
    name: 'Mit PayPal einzahlen',
    about: 'Mit einem eigenen PayPal-Konto',
    may: 'Mit PayPal einzahlen',
    mayNot: 'Keine Einzahlungen mit PayPal',
  },
  'withdraw.known': {
    name: 'An bekannte Ziele auszahlen',
    about: 'Nur auf eigene Konten und Wallets, die schon benutzt wurden',
    may: 'An Ziele von {account} auszahlen, die schon benutzt wurden',
    mayNot: 'Keine Auszahlungen',
  },
  'withdraw.new': {
    name: 'An neue Ziele auszahlen',
    about: 'Auf eigene Konten und Wallets, auch beim ersten Mal',
    may: 'Auszahlen, auch an neue Ziele von {account}',
    mayNot: 'Keine Auszahlungen an neue Ziele',
  },
  'destination.add': {
    name: 'Ein Ziel hinzufügen',
    about: 'Nur Bankkonten und Wallets, die Ihnen gehören',
    may: 'Bankkonten und Wallets von {account} hinzufügen',
    mayNot: 'Keine neuen Bankkonten oder Wallets',
  },
  'transfer.internal': plain('Zwischen Ihren Konten umbuchen', 'Zwischen Ihren Konten auf dieser Plattform'),
  'details.view': plain('Kontodaten ansehen', 'Anschrift, Steuerdaten, Handelsberechtigungen'),
  'account.change': {
    name: 'Kontoeinstellungen ändern',
    about: 'Einstellungen des Kontos, nie die des Inhabers',
    may: 'Kontoeinstellungen ändern',
    mayNot: 'Keine Änderungen an Einstellungen',
  },
  'details.change': plain('Anschrift und Steuerdaten ändern', 'Wohin die Plattform schreibt und was sie meldet'),
  'market_data.order': plain('Marktdatenpakete bestellen', 'Sie kosten Geld und werden Ihrem Konto belastet'),
  'users.manage': {
    name: 'Zugänge verwalten',
    about: 'Andere Zugänge hinzufügen, aussetzen und beenden; nie mit mehr Rechten als den eigenen',
    may: 'Andere Zugänge hinzufügen, aussetzen und beenden',
    mayNot: 'Keine Änderungen an Zugängen',
  },
  'permissions.change': plain('Handelsberechtigungen ändern', 'Was im Konto überhaupt gehandelt werden darf'),
  'account.close': plain('Das Konto schließen', 'Beendet das Konto für Sie und alle anderen'),
}
