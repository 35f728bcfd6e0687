import pg from 'pg'

/** How many rows of each kind. */
export const SIZE = { accounts: 2_000, subUsers: 1_000_000 } as const

/**
 * Fills a database with a million sub-users over two years, evenly over 2,000 accounts. Indexes are dropped before and
 * made again afterwards, and foreign keys are not checked on the way: minutes become seconds, the result is the same.
 */
export async function fill(asSuperuser: string): Promise<void> {
  const client = new pg.Client({ connectionString: asSuperuser })
  await client.connect()
  try {
    await client.query(
      `SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`,
    )
    const indexes = await client.query<{
      name: string
      definition: string
    }>(`SELECT indexname AS name, indexdef AS definition
      FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ('person', 'sub_user') AND indexname NOT LIKE '%_pkey'`)
    for (const { name } of indexes.rows) await client.query(`DROP INDEX "${name}"`)
    for (const statement of STATEMENTS) await client.query(statement)
    for (const { definition } of indexes.rows) await client.query(definition)
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** The same id (version 7 by its form) for the same number, so that rows find each other without a join. */
const id = (kind: string, n: string): string =>
  `overlay(overlay(md5('${kind}' || ${n}) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid`
/** Every state as often as in a platform that has run for a while; most are active or long over. */
const STATUS = `(ARRAY['active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'deactivated',
  'deactivated', 'expired', 'expired', 'revoked', 'declined', 'rejected', 'invited', 'accepted', 'verifying', 'suspended'])[1 + n % 20]`

const STATEMENTS = [
  `INSERT INTO person (id, kind, address, address_key, name, created_at)
    SELECT ${id('holder', 'n')}, 'holder', 'holder' || n || '@kestrel.example', 'holder' || n || '@kestrel.example',
      'Holder ' || n, now() - interval '3 years' FROM generate_series(1, ${SIZE.accounts}) AS n`,
  `INSERT INTO account (id, reference, type, policy, name, holder_id, verification_profile, created_at)
    SELECT ${id('account', 'n')}, 'NX-' || lpad(n::text, 6, '0'), 'company', 'exchange', 'Company ' || n, ${id('holder', 'n')},
      'standard', now() - interval '3 years' FROM generate_series(1, ${SIZE.accounts}) AS n`,
  `INSERT INTO person (id, kind, address, address_key, name, created_at)
    SELECT ${id('person', 'n')}, 'invitee', 'tomasz.' || md5(n::text) || '@mail' || n % 50 || '.example',
      'tomasz.' || md5(n::text) || '@mail' || n % 50 || '.example',
      initcap(substr(md5('first' || n), 1, 7)) || ' ' || initcap(substr(md5('last' || n), 1, 9)),
      now() - interval '3 years' FROM generate_series(1, ${SIZE.subUsers}) AS n`,
  `INSERT INTO sub_user (id, account_id, person_id, role, quota_group, exempt, status, turn, deadline, due_at, language,
      invited_by_kind, open_for_ms, created_at, accepted_at, named_at, ended_at, changed_at, last_event, attempts_allowed,
      process_revision, process_done_at)
    SELECT ${id('sub_user', 'n')}, ${id('account', `1 + n % ${SIZE.accounts}`)}, ${id('person', 'n')},
      CASE WHEN n % 3 = 0 THEN 'trader' ELSE 'viewer' END, NULL, n % 3 <> 0, status, turn, deadline,
      CASE WHEN turn = 'invitee' THEN deadline END, 'en', 'caller', 604800000, at, at, at,
      CASE WHEN status IN ('deactivated', 'expired', 'revoked', 'declined', 'rejected') THEN at + interval '5 days' END,
      at, 'sub_user.invited', 3, 1, at
    FROM (SELECT n, ${STATUS} AS status, CASE WHEN ${STATUS} IN ('invited', 'accepted', 'verifying') THEN 'invitee' ELSE 'nobody' END AS turn,
      now() + n % 7 * interval '1 day' + interval '1 hour' AS deadline,
      now() - interval '2 years' * (n / ${SIZE.subUsers}::float8) AS at FROM generate_series(1, ${SIZE.subUsers}) AS n) AS made`,
]
