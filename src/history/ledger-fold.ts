import { type AskRows, finding, type LedgerFinding } from './ledger-finding.js'

/** While a row stands, the version up to which it stood. */
const STANDING = '9223372036854775807'

/** How many differing rows of one table are told. */
const MOST = 20

interface Difference {
  readonly version: string | null
  readonly row: string
  readonly isWanted: boolean
}

/**
 * The ledger is the source. Folds it into rows, each with the versions from which and up to which it stood, and compares
 * them with the rows through time; then compares those that stand with the tables of the graph.
 */
export async function checkFold(ask: AskRows): Promise<LedgerFinding[]> {
  const tables = await ask<{ name: string; numerics: string[] }>(
    `select t.name, array(select attname::text from pg_attribute where attrelid = ('public.' || quote_ident(t.name))::regclass
       and attnum > 0 and not attisdropped and atttypid = 'numeric'::regtype order by attnum) as numerics
     from history.tracked t order by t.position`,
  )
  const found: LedgerFinding[] = [
    ...(await brokenSubjects(ask)),
    ...(await untoldVersions(
      ask,
      tables.map(({ name }) => name),
    )),
  ]
  await ask(UNFOLDED)
  await ask('analyze ledger_row')
  found.push(
    ...(await tablesLeftOut(
      ask,
      tables.map(({ name }) => name),
    )),
  )
  for (const { name, numerics } of tables) {
    found.push(
      ...(await ask<Difference>(throughTime(name, numerics))).map((row) => told(row, `history.${name}`)),
    )
    found.push(...(await ask<Difference>(atPresent(name, numerics))).map((row) => told(row, name)))
  }
  await ask('drop table ledger_row')
  const searched = await ask<Difference>(searchedAtPresent())
  found.push(
    ...searched.map(({ version, row }) =>
      finding(version, 'what search looks through is not what was kept of it', { subject: row }),
    ),
  )
  return found
}

/** Every row that a change began or ended, unfolded once: documents are large, and there are many tables. */
const UNFOLDED = `create temporary table ledger_row as ${unfolded('after', 'before')} union all ${unfolded('before', 'after')}`

function unfolded(side: 'before' | 'after', other: string): string {
  return `select c.subject_id, c.version, listed.key as name, e.shape, ${side === 'after'} as begins
    from graph_change c cross join lateral jsonb_each(c.${side}) as listed
    cross join lateral jsonb_array_elements(listed.value) as e (shape)
    where not exists (select from jsonb_array_elements(c.${other} -> listed.key) as o (shape) where o.shape = e.shape)`
}

/** What a change says stood before is what the change before it left. */
async function brokenSubjects(ask: AskRows): Promise<LedgerFinding[]> {
  const rows = await ask<{ version: string; position: number; subject: string }>(`
    select version, position, coalesce(reference, subject_id::text) as subject from (
      select version, position, reference, subject_id, before,
        lag(after) over (partition by subject_id order by version, position) as left_behind
      from graph_change
    ) as c where before is distinct from left_behind order by version, position limit ${MOST}`)
  return rows.map(({ version, ...where }) =>
    finding(version, 'what stood before is not what the change before it left', where),
  )
}

/** A tail that was cut off, and the head put back: the rows still tell of it. */
async function untoldVersions(ask: AskRows, tables: readonly string[]): Promise<LedgerFinding[]> {
  const told = tables.map(
    (name) =>
      `select recorded_from as version from history.${name} union select recorded_to from history.${name}`,
  )
  const rows = await ask<{ version: string }>(`
    select told.version::text as version from (${told.join(' union ')}) as told
    where told.version <> ${STANDING} and not exists (select from graph_version v where v.version = told.version)
    order by told.version limit 1`)
  return rows.map(({ version }) => finding(version, 'rows tell of this version, and the ledger does not'))
}

/** A table that nobody keeps any longer is not compared: nothing may stand in it. */
async function tablesLeftOut(ask: AskRows, tables: readonly string[]): Promise<LedgerFinding[]> {
  const rows = await ask<{ name: string }>(
    `select name from ledger_row where name <> all ($1) group by name
     having count(*) filter (where begins) > count(*) filter (where not begins) order by name`,
    [tables],
  )
  return rows.map(({ name }) =>
    finding(null, 'the ledger tells of rows in a table that is not among those of the graph', {
      subject: name,
    }),
  )
}

function told({ version, row, isWanted }: Difference, table: string): LedgerFinding {
  const problem = isWanted
    ? `the ledger tells of a row that ${table} does not hold`
    : `${table} holds a row that the ledger does not tell of`
  return finding(version, problem, { subject: row })
}

function shape(alias: string, numerics: readonly string[]): string {
  const texts = numerics.map((column) => `'${column}', ${alias}.${column}::text`).join(', ')
  return `jsonb_strip_nulls(to_jsonb(${alias}) - 'recorded_from' - 'recorded_to' || jsonb_build_object(${texts}))`
}

function differences(wanted: string, held: string): string {
  return `with wanted as materialized (${wanted}), held as materialized (${held})
    select version::text, left(shape::text, 200) as row, is_wanted as "isWanted" from (
      select *, true as is_wanted from (select * from wanted except all select * from held) as lost
      union all
      select *, false from (select * from held except all select * from wanted) as stray
    ) as differing order by version, row limit ${MOST}`
}

function throughTime(table: string, numerics: readonly string[]): string {
  const rows = (begins: boolean): string =>
    `select subject_id, version, shape from ledger_row where name = '${table}' and begins = ${begins}`
  return differences(
    `with begun as (${rows(true)}), ended as (${rows(false)})
     select begun.version, coalesce(min(ended.version), ${STANDING}) as up_to, jsonb_strip_nulls(begun.shape) as shape
     from begun left join ended on ended.subject_id = begun.subject_id and ended.version > begun.version and ended.shape = begun.shape
     group by begun.subject_id, begun.version, begun.shape`,
    `select h.recorded_from, h.recorded_to, ${shape('h', numerics)} from history.${table} h`,
  )
}

function atPresent(table: string, numerics: readonly string[]): string {
  return differences(
    `select h.recorded_from as version, ${shape('h', numerics)} as shape from history.${table} h where h.recorded_to = ${STANDING}`,
    `select h.recorded_from, ${shape('t', numerics)} from public.${table} t
     left join history.${table} h on h.recorded_to = ${STANDING} and ${shape('h', numerics)} = ${shape('t', numerics)}`,
  )
}

/** What search knows is not in the ledger, but what is kept of it must agree with it. */
function searchedAtPresent(): string {
  return differences(
    `select h.recorded_from as version, to_jsonb(h) - 'recorded_from' - 'recorded_to' as shape
     from history.node_search h where h.recorded_to = ${STANDING}`,
    `select h.recorded_from, to_jsonb(s) from public.node_search s
     left join history.node_search h on h.node_id = s.node_id and h.recorded_to = ${STANDING}`,
  )
}
