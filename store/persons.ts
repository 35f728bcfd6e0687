import { changesOf, columnsOf, Prisma, type Reading, type Tx } from './database.ts'

const COLUMNS = columnsOf(Prisma.PersonScalarFieldEnum, 'p')

export type PersonRow = Prisma.PersonGetPayload<object>

export async function findPerson(db: Reading, id: string): Promise<PersonRow | undefined> {
  const [row] = await db.prisma.$queryRaw<PersonRow[]>`SELECT ${COLUMNS} FROM person p WHERE p.id = ${id}::uuid`
  return row
}

export const findPersonByAddress = (db: Reading, addressKey: string) =>
  db.prisma.person.findFirst({ where: { kind: 'invitee', addressKey } })

export const updatePerson = (
  tx: Tx,
  id: string,
  change: {
    name?: string
    dateOfBirth?: string
    passwordHash?: string
    passwordToReplace?: boolean
    language?: string
  },
) => tx.$executeRaw`UPDATE person SET ${changesOf(change)} WHERE id = ${id}::uuid`

/** Locks a person's row until the end of the transaction. */
export async function lockPerson(tx: Tx, id: string) {
  const [row] = await tx.$queryRaw<PersonRow[]>`SELECT ${COLUMNS} FROM person p WHERE p.id = ${id}::uuid FOR UPDATE`
  if (!row) throw new Error('there is no such person')
  return row
}

/** Whether another onboarding of the person is in review, or rests on an approved check, or did and the check may be used again (R11). Locks the person, so that no review begins meanwhile unseen. */
export async function isVerifiedElsewhere(tx: Tx, one: { personId: string; subUserId: string }): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${one.personId}::uuid FOR UPDATE`
  const others = { personId: one.personId, id: { not: one.subUserId } }
  const checked: string[] = ['processing', 'in_review', 'approved']
  const found = await tx.subUser.findFirst({
    where: {
      ...others,
      OR: [
        { status: { in: ['verifying', 'active', 'suspended'] }, verificationState: { in: checked } },
        { status: { in: ['active', 'suspended'] }, verifiedProfile: { not: null } },
        { status: 'deactivated', verificationState: 'approved', verifiedProfile: { not: null } },
      ],
    },
    select: { id: true },
  })
  return found !== null
}
