/** A link into the portal leads in once, within 5 minutes (R67). In ms. */
export const PORTAL_LINK_MS = 5 * 60_000
/** A portal session ends after 30 minutes without use, and 8 hours after its link was made at the latest. In ms. */
export const PORTAL_IDLE_MS = 30 * 60_000
export const PORTAL_MOST_MS = 8 * 3_600_000

/** The header of what a page reads by itself while nobody uses it: that keeps no session open (R67). */
export const UNATTENDED = 'usher-unattended'

/** A page of the portal, as a path below /portal: what the address of an entry may name. */
export const PORTAL_PAGE = /^(\/[\w-]+)+$/

/** The address under which the link leads in. The secret stands behind the #, which browsers send to nobody. */
export const portalLink = (publicUrl: string, secret: string, page?: string): string =>
  `${publicUrl}/portal/enter${page === undefined ? '' : `?${new URLSearchParams({ open: page }).toString()}`}#${secret}`

/** The address of the platform's entry that comes back to one page of the portal. */
export function entryTo(entryUrl: string, page: string): string {
  const url = new URL(entryUrl)
  url.searchParams.set('open', page)
  return url.href
}

/** Whether an address lies on one of these origins, without a name or password in it. */
export function isOnOrigin(address: string, origins: readonly string[]): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url !== undefined && url.username === '' && url.password === '' && origins.includes(url.origin)
}
