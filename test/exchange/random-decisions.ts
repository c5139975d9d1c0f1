import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { writeGraph } from '../../src/history/graph-write.js'
import { pick } from '../database/random.js'
import { OFFICER } from './decide.js'

type Random = () => number

/** Statements that a decision consists of; `any` gives the id of one by chance. */
type Decision = (any: (table: string, where?: string) => string, random: Random) => string[]

const amount = (random: Random): string => (random() * 700).toFixed(2)
const OURS = `code like 'service-%'`

/** What is done through the service to the nodes and relations of an invented city, and beside them. */
const DECISIONS: ReadonlyMap<string, Decision> = new Map<string, Decision>([
  ['a node is renamed', (any) => [`update node set name_en = '${randomUUID()}' where id = ${any('node')}`]],
  [
    'a node is retracted',
    (any) => {
      const node = any('node')
      return [
        `delete from relation where ${node} in (source_id, target_id)`,
        `delete from node where id = ${node}`,
      ]
    },
  ],
  [
    'a code is corrected',
    (any) => [
      `with old as (select id, kind, code from node where id = ${any('node')}),
         put as (update node set code = 'service-${randomUUID()}' from old where node.id = old.id returning old.*)
       insert into node_alias (kind, code, node_id) select kind, code, id from put`,
    ],
  ],
  [
    'a relation ends',
    (any) => [
      `update relation set valid_to = '2040-01-01', valid_to_precision = 'DAY' where id = ${any('relation')}`,
    ],
  ],
  ['a relation is retracted', (any) => [`delete from relation where id = ${any('relation')}`]],
  [
    'an amount changes',
    (any, random) => [`update allocation set amount = ${amount(random)} where id = ${any('allocation')}`],
  ],
  [
    'a credit grows',
    (any, random) => [
      `update appropriation set amount = amount + ${amount(random)} where id = ${any('appropriation')}`,
    ],
  ],
  [
    'money is allocated',
    (any, random) => {
      const id = randomUUID()
      return [
        `insert into node (id, kind, code, name_nl) values ('${id}', 'ALLOCATION', 'service-${id}', 'Geld')`,
        `insert into allocation (id, kind, allocation_kind, status, amount, fiscal_year, portfolio_id, appropriation_id, project_id)
         select '${id}', 'ALLOCATION', 'INVESTMENT', 'PROPOSED', ${amount(random)}, a.fiscal_year, a.portfolio_id, a.id,
           (select p.id from project p where p.portfolio_id = a.portfolio_id limit 1)
         from appropriation a where a.id = ${any('appropriation')}`,
      ]
    },
  ],
  [
    'a remark comes',
    (any) => [
      `insert into remark (id, kind, node_id, position, text_nl) select '${randomUUID()}', 'JUDGEMENT', n.id, 9, 'Twijfel' from node n where n.id = ${any('node')}`,
    ],
  ],
  ['a remark goes', (any) => [`delete from remark where id = ${any('remark')}`]],
  [
    'a name comes',
    (any) => [
      `insert into node_name (node_id, position, text, language, use) select n.id, 9, 'Naam', 'NL', 'VARIANT' from node n where n.id = ${any('node')}`,
    ],
  ],
  [
    'a number changes',
    (any, random) => [
      `update project set number = ${1 + Math.floor(random() * 4)} where id = ${any('project')}`,
    ],
  ],
  ['an owner goes', (any) => [`update project set owner_id = null where id = ${any('project')}`]],
  [
    'a need comes, with its relation and citation',
    (any) => {
      const id = randomUUID()
      return [
        `insert into node (id, kind, code, name_nl) values ('${id}', 'NEED', 'service-${id}', 'Nood')`,
        `insert into need (id, kind) values ('${id}', 'NEED')`,
        `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
         select gen_random_uuid(), 'ANSWERS', p.id, 'PROJECT', '${id}', 'NEED' from project p where p.id = ${any('project')}`,
        `insert into citation (id, document_id, locator, position, node_id)
         select gen_random_uuid(), d.document_id, d.locator, 1, '${id}' from document_part d
         where d.document_id = ${any('document')} order by md5(d.locator || '${id}') limit 1`,
      ]
    },
  ],
  [
    'what came goes again',
    () => [
      `delete from relation r using node n where n.${OURS} and n.id in (r.source_id, r.target_id)`,
      `delete from node where origin is null and ${OURS}`,
    ],
  ],
])

export const KINDS_OF_DECISIONS = [...DECISIONS.keys()]

/** Each row of a data set by its table, as a subquery that gives one id. */
function anyOf(random: Random, origin: string): (table: string, where?: string) => string {
  return (table, where = 'true') => {
    const own =
      table === 'node' || table === 'relation'
        ? `origin = '${origin}'`
        : table === 'remark'
          ? `node_id in (select id from node where origin = '${origin}')`
          : `id in (select id from node where origin = '${origin}')`
    return `(select id from ${table} where ${own} and ${where} order by md5(id::text || '${random()}') limit 1)`
  }
}

/**
 * One decision by chance on a data set, in a transaction of its own.
 * @returns what it was, where it came to anything: a law may stand in its way.
 */
export async function decideByChance(
  dataSource: DataSource,
  random: Random,
  origin: string,
): Promise<string | undefined> {
  const [first, ...more] = KINDS_OF_DECISIONS
  const kind = pick(random, [first ?? '', ...more])
  const statements = DECISIONS.get(kind)?.(anyOf(random, origin), random) ?? []
  try {
    const { version } = await writeGraph(dataSource, OFFICER, async (manager) => {
      for (const statement of statements) await manager.query(statement)
    })
    return version === null ? undefined : kind
  } catch (error) {
    const { code = '' } = (error as { driverError?: { code?: string } }).driverError ?? {}
    if (/^23/.test(code)) return undefined
    throw error
  }
}
