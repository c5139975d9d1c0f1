import { QueryFailedError } from 'typeorm'
import type { NodeKind } from '../kernel/node-kind.js'
import { LAWS, STILL_NEEDED } from './laws.js'
import { detailsName } from './resolve-nodes.js'
import { type InputPath, refused, type RefusedWrite } from './user-error.js'

interface Refusal {
  /** SQLSTATE. */
  readonly code?: string
  readonly constraint?: string
}

const NOT_YOURS = { nl: 'dit is niet aan u', en: 'this is not yours to change' }

/**
 * A refusal by one of the database's own laws as an expected failure, at the place of the input that it is about as far
 * as that can be told; undefined for anything else that was thrown.
 */
export function explainedRefusal(thrown: unknown, input: object): RefusedWrite | undefined {
  const { code, constraint = '' } = thrown instanceof QueryFailedError ? (thrown.driverError as Refusal) : {}
  // 42501 is what the policies of the tables answer; class 23 are constraints.
  if (code === '42501') return refused('FORBIDDEN', [], NOT_YOURS)
  if (code === undefined || !code.startsWith('23')) return undefined
  const law = LAWS[constraint]
  if (law) return refused('CONSTRAINT_VIOLATED', law.about ? placeOf(law.about, input) : [], law.told)
  if (code === '23503') return refused('CONSTRAINT_VIOLATED', [], STILL_NEEDED)
  return refused('CONSTRAINT_VIOLATED', [], {
    nl: `de wet ${constraint} van de databank staat dit niet toe`,
    en: `the law ${constraint} of the database does not allow this`,
  })
}

/** What the inputs of the mutations have in common, as far as a law can be about it. */
interface Looked {
  readonly nodes?: readonly { readonly kind: NodeKind }[]
  readonly allocations?: readonly unknown[]
  readonly relations?: readonly unknown[] | null
  readonly change?: object
  readonly to?: string
  readonly subjects?: readonly string[]
}

/** Where only one thing in the input can be meant, that; else the list that holds it. */
function placeOf([kind, field]: readonly [NodeKind | 'RELATION', string], input: Looked): InputPath {
  const { nodes, allocations, relations, change, to, subjects } = input
  const path = field === '' ? [] : [field]
  if (kind === 'RELATION')
    return oneOf(
      'relations',
      relations?.map((_, at) => at),
      path,
    )
  if (change) return ['change', 'details', detailsName(kind), ...path]
  if (nodes) {
    const candidates = nodes.flatMap((node, at) => (node.kind === kind ? [at] : []))
    return oneOf('nodes', candidates, ['details', detailsName(kind), ...path])
  }
  if (allocations && kind === 'ALLOCATION')
    return oneOf(
      'allocations',
      allocations.map((_, at) => at),
      path,
    )
  return to === undefined ? (subjects ? ['subjects'] : []) : ['to']
}

function oneOf(list: string, candidates: readonly number[] | undefined, path: InputPath): InputPath {
  if (!candidates) return []
  const [only, other] = candidates
  return only === undefined || other !== undefined ? [list] : [list, only, ...path]
}
