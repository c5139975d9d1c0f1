import { DOWN, readGraph, UP } from './traversal-graph.js'

/**
 * The bare adjacency in memory: steps in two typed arrays, ordered by where they start, walked breadth first. No names, no
 * paths, no versions, no rights: the yardstick for a structure that has all of them.
 */

const FREE = 1
const WENT_UP = 2

export async function load(databaseUrl) {
  const { references, from, to, move } = await readGraph(databaseUrl)
  const numbers = new Map(references.map((reference, at) => [reference, at]))
  const { first, target, by } = compressed(references.length, from, to, move)
  const seen = new Uint8Array(references.length)
  const queue = new Int32Array(references.length * 2)
  const hits = new Int32Array(references.length)

  /** Calls `arrive` at each level with how many hits there are; their numbers stand in `hits`, nearest first. */
  function walk(root, depth, arrive) {
    let [count, begin, end] = [0, 0, 1]
    queue[0] = root << 1
    seen[root] = FREE
    for (let level = 1; level <= depth && begin < end; level++) {
      const stop = end
      for (; begin < stop; begin++) {
        const node = queue[begin] >> 1
        const wentUp = queue[begin] & 1
        for (let at = first[node]; at < first[node + 1]; at++) {
          if (wentUp && by[at] === DOWN) continue
          const next = target[at]
          const upNow = wentUp || by[at] === UP
          const known = seen[next]
          // What was reached free may go wherever a walk that went up may.
          if (known & FREE || (upNow && known)) continue
          if (known === 0) hits[count++] = next
          seen[next] = known | (upNow ? WENT_UP : FREE)
          queue[end++] = (next << 1) | (upNow ? 1 : 0)
        }
      }
      arrive(level, count)
    }
    seen[root] = 0
    for (let at = 0; at < count; at++) seen[hits[at]] = 0
    return count
  }

  const numberOf = (reference) => {
    const number = numbers.get(reference)
    if (number === undefined) throw new Error(`there is no node ${reference}`)
    return number
  }

  return {
    /** How many are touched, and the fifty nearest. */
    async impact(reference, depth) {
      const nearest = []
      const total = walk(numberOf(reference), depth, (distance, count) => {
        for (let at = nearest.length; at < count && at < 50; at++) {
          nearest.push({ reference: references[hits[at]], distance })
        }
      })
      return { total, nearest }
    },
    /** The distance of everything that is touched. */
    async distances(reference, depth) {
      const found = new Map()
      walk(numberOf(reference), depth, (distance, count) => {
        for (let at = found.size; at < count; at++) found.set(references[hits[at]], distance)
      })
      return found
    },
    async close() {},
  }
}

/** Steps by where they start: those of node n stand from `first[n]` up to `first[n + 1]`. */
function compressed(nodes, from, to, move) {
  const first = new Int32Array(nodes + 1)
  for (const node of from) first[node + 1]++
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node]
  const target = new Int32Array(to.length)
  const by = new Uint8Array(to.length)
  const next = first.slice()
  for (let step = 0; step < from.length; step++) {
    const at = next[from[step]]++
    target[at] = to[step]
    by[at] = move[step]
  }
  return { first, target, by }
}
