import type { Client } from 'pg'
import { encodeCursor } from '../../src/graphql/cursor.js'
import { STATEMENTS } from './floor-statements.js'
import { AUDIENCES, SUBJECTS } from './generate-words.js'
import type { Operation, Variables } from './variants.js'

/** How many questions of each operation there are at most: more than a round can ask. */
const MOST = 2_000
/** The service walks no further; what it cuts there no other variant need cut alike. */
const LARGEST_WALK = 10_000
const WALKS = 60

/** The questions of one operation, always the same and in the same order on the same database. */
export async function questionsOf(
  client: Client,
  operation: Operation,
  smallestWalk: number,
): Promise<Variables[]> {
  switch (operation) {
    case 'portal':
      return (await codes(client, 'PROJECT', 'join project t using (id) where t.number <= 90')).map(
        ({ code, number }) => ({
          after: encodeCursor({ order: 'NUMBER_ASC', keys: [String(number), code] }),
        }),
      )
    case 'small':
      return (await codes(client, 'PROJECT')).map(({ code }) => ({ code }))
    case 'allocations': {
      const receiving = 'where exists (select from allocation a where a.entity_id = n.id)'
      return (await codes(client, 'ENTITY', receiving)).map(({ code }) => ({ entity: `entity:${code}` }))
    }
    case 'search':
      return searches()
    case 'impact':
      return walks(client, smallestWalk)
    case 'lineage':
      return (await codes(client, 'PROJECT')).map(({ code }) => ({ of: `project:${code}` }))
  }
}

interface Coded {
  readonly code: string
  readonly number: number | null
}

/** The codes of nodes of a kind, in an order that has nothing to do with them. */
async function codes(client: Client, kind: string, chosen = ''): Promise<Coded[]> {
  const number = kind === 'PROJECT' ? '(select number from project p where p.id = n.id)' : 'null::int'
  const { rows } = await client.query<Coded>(
    `select n.code, ${number} as number from node n ${chosen} ${chosen.includes('where') ? 'and' : 'where'} n.kind = $1
      order by md5(n.code) limit $2`,
    [kind, MOST],
  )
  return rows
}

/** Two words, of names that are there; in every third question one of them lacks a letter. */
function searches(): Variables[] {
  const single = (list: typeof SUBJECTS) => list.map(([nl]) => nl).filter((word) => !word.includes(' '))
  const texts = single(SUBJECTS).flatMap((subject) =>
    single(AUDIENCES).map((audience, at) =>
      at % 3 === 0 ? `${subject.slice(0, 4)}${subject.slice(5)} ${audience}` : `${subject} ${audience}`,
    ),
  )
  // Neighbours share a word: with a stride that shares no factor with their number they come apart.
  return texts.map((_, i) => ({ text: texts[(i * 97) % texts.length] }))
}

/** Blocks whose change touches neither next to nothing nor more than is walked. */
async function walks(client: Client, smallest: number): Promise<Variables[]> {
  const { text, values } = STATEMENTS.impact
  const found: Variables[] = []
  for (const { code } of await codes(client, 'BUILDING_BLOCK')) {
    const question = { of: `building-block:${code}` }
    const { rows } = await client.query<{ answer: string }>({ name: 'walk', text, values: values(question) })
    const { data } = JSON.parse(rows[0]?.answer ?? '') as { data: { impact: { totalCount: number } } }
    const touched = data.impact.totalCount
    if (touched >= smallest && touched < LARGEST_WALK) found.push(question)
    if (found.length === WALKS) break
  }
  return found
}
