import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { graphDataSource } from '../../ormconfig.js'
import { openDatabase } from '../../src/database/open-database.js'
import { FIRST_VERSION, SEARCH_FOLLOWS, type Steps, WHAT_FOLLOWS } from './generate-follow.js'
import { drawingFunctions } from './generate-functions.js'
import { programmeNodes } from './generate-programme.js'
import { programmeRelations } from './generate-relations.js'
import { TRAVERSAL_STEPS, WITHOUT_OVERLAP } from './generate-traversal.js'

/** Raised whenever other data comes out of the same seed: what was made before is then made anew. */
const GENERATOR = { programmes: 1, traversal: 2 }
export const SEED = 20251125

export interface BenchDatabase {
  readonly url: string
  readonly name: string
}

/** What to make: programmes at a scale, or the graph that is only walked. */
export type Wanted = { readonly scale: number } | { readonly scale: 'traversal' }

/**
 * The database of the benchmark on a server, made where it is missing or was made otherwise. Its comment says from what:
 * nothing is added to the schema.
 */
export async function provideBenchDatabase(
  serverUrl: string,
  { scale }: Wanted,
  tell: (line: string) => void,
): Promise<BenchDatabase> {
  const name = `vrd_bench_${scale}`
  const url = urlOf(serverUrl, name)
  const generator = GENERATOR[scale === 'traversal' ? scale : 'programmes']
  const made = `generator ${generator}, seed ${SEED}, scale ${scale}`
  const found = await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ told: string | null }>(
      `select shobj_description(oid, 'pg_database') as told from pg_database where datname = $1`,
      [name],
    )
    if (rows[0]?.told === made) return true
    await client.query(`drop database if exists ${escapeIdentifier(name)}`)
    await client.query(`create database ${escapeIdentifier(name)} encoding 'UTF8' template template0`)
    return false
  })
  if (found) return { url, name }
  await migrate(url)
  await withClient(url, async (client) => {
    const timed = async (what: string, ...statements: readonly string[]) => {
      const start = Date.now()
      for (const statement of statements) await client.query(statement)
      tell(`${name}: ${what} in ${((Date.now() - start) / 1000).toFixed(1)} s`)
    }
    if (scale === 'traversal') await fill(client, timed, 'unchecked', TRAVERSAL_STEPS)
    else await fill(client, timed, 'checked', programmeSteps(scale))
    await timed('vacuumed and analysed', 'vacuum analyze')
    await client.query(`comment on database ${escapeIdentifier(name)} is ${escapeLiteral(made)}`)
  })
  return { url, name }
}

/**
 * Adds programmes at a scale to a database that holds others, as fast as can be: search learns of some projects only, and
 * no row is checked, nor will any overlap of relations be from then on.
 */
export async function addProgrammes(url: string, scale: number): Promise<void> {
  await withClient(url, async (client) => {
    const run = async (_: string, ...statements: readonly string[]) => {
      for (const statement of statements) await client.query(statement)
    }
    await fill(client, run, 'unchecked', {
      nodes: programmeNodes(scale),
      relations: [WITHOUT_OVERLAP, ...programmeRelations(scale)],
      'what follows': WHAT_FOLLOWS,
      search: [`${SEARCH_FOLLOWS} where id in (select id from made where kind = 'PROJECT' and i < 6000)`],
    })
    await client.query('analyze')
  })
}

type Timed = (what: string, ...statements: readonly string[]) => Promise<void>

/**
 * The triggers of single rows are switched off, and what they would have set is set for all rows at once. Foreign keys are
 * checked for every row as in production, or not at all: that takes longer than all the rest, and it needs a superuser to
 * leave them out.
 */
async function fill(
  client: Client,
  timed: Timed,
  keys: 'checked' | 'unchecked',
  steps: Steps,
): Promise<void> {
  await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '512MB'; set jit = off`)
  await client.query(drawingFunctions(SEED))
  const [before, after] =
    keys === 'unchecked'
      ? ['set session_replication_role = replica', 'reset session_replication_role']
      : [triggers('disable'), triggers('enable')]
  await client.query(`begin; ${before}`)
  for (const [what, statements] of Object.entries(steps)) await timed(what, ...statements)
  await client.query(`${after}; commit`)
}

function programmeSteps(scale: number): Steps {
  return {
    nodes: programmeNodes(scale),
    relations: programmeRelations(scale),
    'what follows': [...WHAT_FOLLOWS, ...FIRST_VERSION],
    search: [SEARCH_FOLLOWS],
  }
}

function triggers(what: 'enable' | 'disable'): string {
  return `do $$ declare one text; begin
    for one in select name from history.tracked loop execute format('alter table public.%I ${what} trigger user', one); end loop;
  end $$`
}

async function migrate(url: string): Promise<void> {
  const dataSource = graphDataSource(url)
  await openDatabase(dataSource)
  await dataSource.destroy()
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
