import { apiKeyNames } from '../../../store/api-keys.ts'
import type { Database } from '../../../store/database.ts'
import { staffNames } from '../../../store/staff.ts'
import { namesOfSubUsers } from '../../../store/user-facts.ts'
import type { Reader } from '../rows.ts'

export type ActorId = { kind: string; id: string | null }
export type NamedActor = { kind: string; name: string | null; mine: boolean }

/** Looks up the names of all who did something, once, and says for each who it was. */
export async function namesOf(
  db: Database,
  actors: readonly ActorId[],
  known: { person: { id: string; name: string }; holder: { id: string; name: string } },
  reader: Reader,
): Promise<(actor: ActorId) => NamedActor> {
  const idsOf = (kind: string): string[] => [...new Set(actors.filter((a) => a.kind === kind).map((a) => a.id ?? ''))]
  const [staff, keys, administrators] = await Promise.all([
    staffNames(db.prisma, idsOf('staff')),
    apiKeyNames(db, idsOf('caller')),
    namesOfSubUsers(db, idsOf('administrator')),
  ])
  return ({ kind, id }) => ({ kind, name: nameOf(kind, id), mine: kind === 'staff' && id === reader.id })

  function nameOf(kind: string, id: string | null): string | null {
    if (kind === 'staff') return staff.get(id ?? '') ?? null
    if (kind === 'caller') return keys.get(id ?? '') ?? null
    if (kind === 'person') return id === known.person.id ? known.person.name : null
    if (kind === 'administrator') return administrators.get(id ?? '') ?? null
    return kind === 'holder' ? known.holder.name : null
  }
}
