/** The secret of the link in the address; it leaves the address bar at once and lives in this page only. */
let secret = ''

export function takeSecret(): string {
  const given = location.hash.slice(1)
  if (given !== '') {
    secret = given
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return secret
}
