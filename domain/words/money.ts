const FIAT: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** “EUR 52,000.00” for money of a state, “0.850 BTC” for anything else; digits as they were given. */
export function moneyText({ value, currency }: { value: string; currency: string }): string {
  if (!FIAT.has(currency)) return `${value} ${currency}`
  const [whole = '', part] = value.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${currency} ${grouped}${part === undefined ? '' : `.${part}`}`
}
