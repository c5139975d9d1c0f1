import type { Client } from 'pg'
import { fail, type Finding, ok } from './finding.js'

type Right = readonly [table: string, privilege: 'select' | 'insert' | 'update' | 'delete']

interface RoleRights {
  readonly may: readonly Right[]
  readonly mayNot: readonly Right[]
}

/** What the walls come down to, one brick of each kind: if these hold, the migrations have made them. */
const ROLES: Readonly<Record<string, RoleRights>> = {
  vrd_reader: {
    may: [['node', 'select'], ['graph_change', 'select']],
    mayNot: [['node', 'insert'], ['graph_version', 'insert'], ['api_key', 'select']],
  },
  vrd_writer: {
    may: [['node', 'insert'], ['relation', 'update']],
    mayNot: [['graph_version', 'update'], ['graph_change', 'insert'], ['graph_head', 'update'], ['api_key', 'select']],
  },
  // What became of a draft stands in the ledger: who may not see drafts must not see it either.
  vrd_public: {
    may: [['node', 'select'], ['seen_change', 'select']],
    mayNot: [['graph_change', 'select'], ['graph_version', 'select'], ['node', 'insert'], ['api_key', 'select']],
  },
  vrd_entity: {
    may: [['node', 'select'], ['seen_change', 'select']],
    mayNot: [['graph_change', 'select'], ['graph_version', 'select'], ['node', 'insert'], ['api_key', 'select']],
  },
  vrd_access: {
    may: [['api_key', 'select'], ['api_key', 'insert']],
    mayNot: [['api_key', 'delete'], ['node', 'insert']],
  },
} // prettier-ignore

/** Whether the roles are there, may be taken, and may do what they should and nothing more. */
export async function checkRoles(client: Client): Promise<Finding> {
  const wrong: string[] = []
  for (const [role, rights] of Object.entries(ROLES)) wrong.push(...(await faultsOf(client, role, rights)))
  return wrong.length === 0
    ? ok('roles', Object.keys(ROLES).join(', '))
    : fail('roles', `${wrong.join('; ')}: run vrd migrate, and restore the rights where that does not help`)
}

async function faultsOf(client: Client, role: string, { may, mayNot }: RoleRights): Promise<string[]> {
  const { rows } = await client.query<{ member: boolean }>(
    `select pg_has_role(current_user, oid, 'member') as member from pg_roles where rolname = $1`,
    [role],
  )
  if (!rows[0]) return [`there is no role ${role}`]
  const faults = rows[0].member ? [] : [`we may not act as ${role}`]
  const asked = [
    ...may.map((right) => [...right, true] as const),
    ...mayNot.map((right) => [...right, false] as const),
  ]
  for (const [table, privilege, wanted] of asked) {
    const answer = await client.query<{ has: boolean | null }>(
      'select has_table_privilege($1::name, to_regclass($2), $3) as has',
      [role, `public.${table}`, privilege],
    )
    if ((answer.rows[0]?.has ?? false) !== wanted) {
      faults.push(`${role} ${wanted ? 'may not' : 'may'} ${privilege} ${table}`)
    }
  }
  return faults
}
