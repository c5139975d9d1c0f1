import { setImmediate } from 'node:timers/promises'
import type { Page, PagedList } from '../graphql/connection.js'
import { decodeCursor, encodeCursor } from '../graphql/cursor.js'
import type { Window } from '../graphql/page-args.js'
import type { Batches, BatchRead } from '../database/batches.js'
import type { RowReader } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { CommonGround } from './common-ground.js'
import { commonGroundOn } from './common-ground.reads.js'
import { Synergies, type Synergy, type SynergyQuestion, type SynergyReason } from './synergies.js'

export interface SynergyFilter {
  readonly of: NodeLink | null
  readonly minScore: number
  readonly on: string | null
}

/** A suggestion, with what it takes to tell of it. */
export interface SynergyRecord {
  readonly score: number
  readonly one: NodeLink
  readonly other: NodeLink
  readonly on: string | null
  readonly reasons: () => readonly SynergyReason[]
}

const ORDER = 'SCORE'

/** The suggestions as a list. @throws BadInputError for a cursor of another list */
export function synergyList(
  batches: Batches,
  filter: SynergyFilter,
  window: Window,
): PagedList<SynergyRecord> {
  const question = { filter, limit: window.limit, after: placeOf(window.after) }
  return {
    page: async () => pageOf(question, await batches.load(found, question)),
    totalCount: async () => (await batches.load(found, question)).count,
  }
}

interface Question {
  readonly filter: SynergyFilter
  readonly limit: number
  readonly after: SynergyQuestion['after']
}
interface Found {
  readonly ground: CommonGround
  readonly synergies: Synergies
  readonly pairs: readonly Synergy[]
  readonly count: number
}

/** What was found for each question; the ground of one day is read once. */
const found: BatchRead<Question, Found> = async (reads, questions) => {
  const rest = async (): Promise<void> => {
    await setImmediate()
    await reads.open()
  }
  const grounds = new Map<string | null, { ground: CommonGround; synergies: Synergies }>()
  const answers: Found[] = []
  for (const { filter, limit, after } of questions) {
    const known = grounds.get(filter.on) ?? (await readGround(reads, filter.on))
    grounds.set(filter.on, known)
    const { of } = filter
    const at = of && known.ground.parties.findIndex(({ id }) => id === of.id)
    const question = { of: at, leastScore: filter.minScore, limit: limit + 1, after }
    answers.push({ ...known, ...(await known.synergies.best(question, rest)) })
  }
  return answers
}

async function readGround(reads: RowReader, on: string | null) {
  const ground = await commonGroundOn(reads, on)
  return { ground, synergies: new Synergies(ground) }
}

function placeOf(after: string | null): SynergyQuestion['after'] {
  if (after === null) return null
  const { keys } = decodeCursor('after', after, ORDER, ['integer', 'text', 'text'])
  const [score, left, right] = keys as readonly [string, string, string]
  return { score: Number(score), left, right }
}

function pageOf({ filter, limit, after }: Question, answer: Found): Page<SynergyRecord> {
  const { ground, synergies } = answer
  const pairs = answer.pairs.slice(0, limit)
  const party = (at: number) => {
    const link = ground.parties[at]
    if (!link) throw new Error(`no party ${at}`)
    return link
  }
  return {
    rows: pairs.map((pair) => ({
      score: pair.score,
      one: party(pair.left),
      other: party(pair.right),
      on: filter.on,
      reasons: () => synergies.reasonsOf(pair),
    })),
    cursorAt: (at) => {
      const { score, left, right } = pairs[at] as Synergy
      const keys = [String(score), party(left).reference, party(right).reference]
      return encodeCursor({ order: ORDER, keys })
    },
    hasNextPage: answer.pairs.length > pairs.length,
    hasPreviousPage: after !== null,
  }
}
