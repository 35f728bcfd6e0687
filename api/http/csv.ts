/**
 * What a spreadsheet would run as a formula is marked as text, also behind a sign at which some of them cut; the rest is
 * quoted where it has to be (RFC 4180).
 */
const cell = (text: string): string => {
  const begun = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  const safe = begun.replaceAll(/([;\r\n])(?=[=+\-@])/g, "$1'")
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of CSV, with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** A whole small file: a head and lines. */
export const csv = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, ...lines].map(csvLine).join('')
