import sql, { type Sql } from 'sql-template-tag'

/** The entity that a caller speaks for. */
export interface CallersEntity {
  readonly id: string
  readonly code: string
}

/** By its code, a former code or its OVO code. Codes are unique among all three. */
export function entityByCode(code: string): Sql {
  return sql`select n.id, n.code from node n where n.kind = 'ENTITY' and n.id in (
    select id from node where kind = 'ENTITY' and code = ${code}
    union all select node_id from node_alias where kind = 'ENTITY' and code = ${code}
    union all select id from entity where ovo_code = ${code})`
}

export function entityById(id: string): Sql {
  return sql`select n.id, n.code from node n where n.kind = 'ENTITY' and n.id = ${id}`
}
