import { BadInputError } from '../kernel/errors.js'
import type { NodeKind } from '../kernel/node-kind.js'
import type { NodeRecord } from '../graph/node-source.js'
import { type RemarkRecord, remarksByIds } from '../graph/remark.reads.js'
import { type TieRecord, tiesByIds } from '../graph/tie.reads.js'
import type { WritingContext } from './context.js'
import type { UserErrorRecord } from './user-error.js'
import type { Write } from './write.js'
import type { GraphWrites, WriteInput } from './writes.service.js'

export interface PayloadRecord {
  readonly graphVersion: string | null
  readonly errors: readonly UserErrorRecord[]
}

/** A node as a receipt keeps it. */
export interface NodeKeyRecord {
  readonly kind: NodeKind
  readonly id: string
}

/** How the answer to a mutation reads back what was written. */
export interface ReadBack {
  /** Null where it is no longer there, as may be where a write is sent again long after. */
  node(key: NodeKeyRecord | undefined): Promise<NodeRecord | null>
  nodes(keys: readonly NodeKeyRecord[] | undefined): Promise<NodeRecord[]>
  relation(id: string | undefined): Promise<TieRecord | null>
  relations(ids: readonly string[] | undefined): Promise<TieRecord[]>
  remark(id: string | undefined): Promise<RemarkRecord | null>
  remarks(ids: readonly string[] | undefined): Promise<RemarkRecord[]>
}

/**
 * One mutation from its input to its payload.
 *
 * @param answer makes what the payload has beside version and errors, of what the work told; undefined where it was refused.
 */
export async function perform<Input extends WriteInput, Told, Payload extends object>(
  context: WritingContext,
  mutation: string,
  input: Input,
  work: (write: Write, input: Input) => Promise<Told>,
  answer: (told: Told | undefined, read: ReadBack) => Promise<Payload>,
): Promise<Payload & PayloadRecord> {
  const outcome = await writesOf(context).run(context.caller, mutation, input, (write) => work(write, input))
  await context.renew()
  const { version: graphVersion, errors } = outcome
  return { ...(await answer(outcome.answer ?? undefined, readBack(context))), graphVersion, errors }
}

/** What they tell is not of a version of the graph. @throws BadInputError where the graph is only read. */
export function writesOf(context: WritingContext): GraphWrites {
  context.looksBeyond()
  if (!context.writes) throw new BadInputError('the graph is only read here')
  return context.writes
}

function readBack({ nodes, batches }: WritingContext): ReadBack {
  const there = <Found>(found: readonly (Found | null)[]): Found[] => found.filter((one) => one !== null)
  const node: ReadBack['node'] = async (key) => (key ? nodes.byId(key.kind, key.id) : null)
  const relation: ReadBack['relation'] = async (id) => (id === undefined ? null : batches.load(tiesByIds, id))
  const remark: ReadBack['remark'] = async (id) => (id === undefined ? null : batches.load(remarksByIds, id))
  return {
    node,
    nodes: async (keys = []) => there(await Promise.all(keys.map(node))),
    relation,
    relations: async (ids = []) => there(await Promise.all(ids.map(relation))),
    remark,
    remarks: async (ids = []) => there(await Promise.all(ids.map(remark))),
  }
}
