import { wordsIn } from '../../../domain/words/index.ts'

/** “Traders”; a group of a platform's own policy by its id, written as a name: `junior_partners` is “Junior partners”. */
export function quotaName(id: string): string {
  const known = Object.entries(wordsIn('en').quotaGroups).find(([group]) => group === id)?.[1]
  const plain = id.replaceAll(/[_-]+/g, ' ')
  return known ?? plain.charAt(0).toUpperCase() + plain.slice(1)
}
