import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** @param {string} root the package's folder; each file is read once, however many steps name it */
export function fingerprints(root) {
  const hashes = new Map()
  const contentHash = (file) => {
    const known = hashes.get(file)
    if (known) return known
    const hash = createHash('sha1').update(readFileSync(file)).digest('hex')
    hashes.set(file, hash)
    return hash
  }
  /** One hash over names and contents of all files under the inputs. Inputs that do not exist count as empty. */
  return (inputs, ...extra) => {
    const hash = createHash('sha1').update(extra.join('\n'))
    for (const input of inputs) {
      for (const file of filesUnder(path.join(root, input))) {
        hash.update(`${path.relative(root, file)}\0${contentHash(file)}\n`)
      }
    }
    return hash.digest('hex')
  }
}

/** Every file under a path, in a stable order; the path itself when it is a file. */
export function filesUnder(start) {
  if (!existsSync(start)) return []
  if (!statSync(start).isDirectory()) return [start]
  return readdirSync(start, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const file = path.join(start, entry.name)
      return entry.isDirectory() ? filesUnder(file) : entry.isFile() ? [file] : []
    })
}
