import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import kuzu from 'kuzu'
import { DOWN, readGraph, UP } from './traversal-graph.js'

/**
 * An embedded graph engine, Kuzu. (Its maintained fork, LadybugDB 0.14.3, installs, but its binary asks for glibc 2.38.) The
 * graph is copied into it from CSV, as its documentation advises for many rows, and asked for shortest ways with its own
 * algorithm, in a prepared statement that gives back no more than is shown.
 *
 * The rule that a walk which went up along DELIVERS never goes down along it again stands in the graph: each node has two
 * states, and a step leads from state to state. So a plain variable-length pattern finds the ways, without a filter.
 */

const reached = (depth) => `
  match (root:State {id: $root})-[way:Step* shortest 1..${depth}]->(reached:State)
  where reached.node <> $node
  with reached.node as node, min(length(way)) as distance`

/** Above every number of a node: distance and node are sorted as one number. */
const APART = 1_000_000_000

const shown = (depth) => `${reached(depth)}
  with count(*) as total, collect(distance * ${APART} + node) as hits
  return total, list_sort(hits)[1:50] as nearest`

const all = (depth) => `${reached(depth)} return node, distance`

export async function load(databaseUrl) {
  const { references, from, to, move } = await readGraph(databaseUrl)
  const numbers = new Map(references.map((reference, at) => [reference, at]))
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-engine-'))
  const database = new kuzu.Database(path.join(folder, 'graph'))
  const connection = new kuzu.Connection(database)
  const run = async (text) => (await connection.query(text)).close()
  await run('create node table State (id int64, node int64, primary key (id))')
  await run('create rel table Step (from State to State)')
  await copy('State', states(references.length))
  await copy('Step', steps(from, to, move))

  async function copy(table, lines) {
    const file = path.join(folder, `${table}.csv`)
    await write(file, lines)
    await run(`copy ${table} from '${file}' (header = false)`)
    await rm(file)
  }

  const prepared = new Map()
  async function ask(text, reference) {
    const node = numbers.get(reference)
    if (node === undefined) throw new Error(`there is no node ${reference}`)
    if (!prepared.has(text)) prepared.set(text, await connection.prepare(text))
    const result = await connection.execute(prepared.get(text), { root: 2 * node, node })
    const rows = await result.getAll()
    result.close()
    return rows
  }

  return {
    /** How many are touched, and the fifty nearest. */
    async impact(reference, depth) {
      const [{ total, nearest }] = await ask(shown(depth), reference)
      const hits = (nearest ?? []).map((hit) => ({
        reference: references[Number(hit) % APART],
        distance: Math.floor(Number(hit) / APART),
      }))
      return { total: Number(total), nearest: hits }
    },
    /** The distance of everything that is touched. */
    async distances(reference, depth) {
      const rows = await ask(all(depth), reference)
      return new Map(rows.map(({ node, distance }) => [references[Number(node)], Number(distance)]))
    },
    async close() {
      await connection.close()
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** State 2n is node n reached freely, state 2n + 1 is node n after going up. */
function* states(nodes) {
  for (let node = 0; node < nodes; node++) yield `${2 * node},${node}\n${2 * node + 1},${node}\n`
}

function* steps(from, to, move) {
  for (let at = 0; at < from.length; at++) {
    const [source, target] = [2 * from[at], 2 * to[at]]
    if (move[at] === DOWN) yield `${source},${target}\n`
    else if (move[at] === UP) yield `${source},${target + 1}\n${source + 1},${target + 1}\n`
    else yield `${source},${target}\n${source + 1},${target + 1}\n`
  }
}

async function write(file, lines) {
  const stream = createWriteStream(file)
  let part = ''
  for (const line of lines) {
    part += line
    if (part.length < 1 << 20) continue
    if (!stream.write(part)) await once(stream, 'drain')
    part = ''
  }
  stream.end(part)
  await once(stream, 'finish')
}
