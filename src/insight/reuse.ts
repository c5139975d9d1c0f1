import type { Page } from '../graphql/connection.js'
import { decodeCursor, encodeCursor } from '../graphql/cursor.js'
import type { Window } from '../graphql/page-args.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { percentage } from './percentage.js'
import { USE_KINDS, type UseKind } from './uses.js'

/** How sure a way is; the surer is the larger, so that the database takes the largest of several. */
export const INFERRED = 1
export const STATED = 2
export type ReuseLevel = typeof INFERRED | typeof STATED
/** Uses of any building block, of one that the project does not build itself, and in each way. */
export type ReuseMeasure = 'ANY' | 'OF_OTHERS' | UseKind

type Coded = NodeLink & { readonly code: string }

/** How far one project uses building blocks; a level is null where nothing is known. */
export interface ProjectReuse {
  readonly project: Coded
  readonly pillar: Coded | null
  readonly portfolio: Coded | null
  /** Who answers for it, by code. */
  readonly entities: readonly Coded[]
  readonly levels: Readonly<Record<ReuseMeasure, ReuseLevel | null>>
}

interface ReuseLevels {
  readonly stated: number
  readonly inferred: number
}

/** How many projects use building blocks, and in which way. */
export interface ReuseCounts extends ReuseLevels {
  readonly projects: number
  readonly notStated: number
  /** In a hundred; null where nothing is known of any project. */
  readonly rate: string | null
  readonly rateWithInferred: string | null
  readonly ofOthers: ReuseLevels
  readonly ways: readonly (ReuseLevels & { readonly kind: UseKind })[]
}
export interface ReuseGroupRecord extends ReuseCounts {
  /** Code of the node, or `NONE`. */
  readonly key: string
  readonly node: NodeLink | null
}

export const REUSE_GROUPINGS = ['PILLAR', 'ENTITY', 'PROJECT', 'PORTFOLIO'] as const
export type ReuseGrouping = (typeof REUSE_GROUPINGS)[number]

/** What projects come to together. */
export function reuseOf(projects: readonly ProjectReuse[]): ReuseCounts {
  const count = (measure: ReuseMeasure): ReuseLevels => ({
    stated: projects.filter(({ levels }) => levels[measure] === STATED).length,
    inferred: projects.filter(({ levels }) => levels[measure] === INFERRED).length,
  })
  const { stated, inferred } = count('ANY')
  const known = stated + inferred
  return {
    projects: projects.length,
    stated,
    inferred,
    notStated: projects.length - known,
    rate: known === 0 ? null : percentage(stated, projects.length),
    rateWithInferred: known === 0 ? null : percentage(known, projects.length),
    ofOthers: count('OF_OTHERS'),
    ways: USE_KINDS.map((kind) => ({ kind, ...count(kind) })),
  }
}

const GROUPED: Record<ReuseGrouping, (project: ProjectReuse) => readonly (Coded | null)[]> = {
  PILLAR: ({ pillar }) => [pillar],
  PORTFOLIO: ({ portfolio }) => [portfolio],
  PROJECT: ({ project }) => [project],
  ENTITY: ({ entities }) => (entities.length === 0 ? [null] : entities),
}

interface Group {
  readonly node: Coded | null
  readonly projects: ProjectReuse[]
}

/** The groups that projects form, by code; a project stands in each that it belongs to. */
export function groupsOf(projects: readonly ProjectReuse[], by: ReuseGrouping): Group[] {
  const groups = new Map<string, Group>()
  for (const project of projects) {
    for (const node of GROUPED[by](project)) {
      const key = node?.id ?? ''
      const group = groups.get(key) ?? { node, projects: [] }
      groups.set(key, group)
      group.projects.push(project)
    }
  }
  return [...groups.values()].sort((a, b) => (isAfter(placeOf(a), placeOf(b)) ? 1 : -1))
}

type Place = readonly [code: string, id: string]

function placeOf({ node }: Group): Place {
  return [node?.code ?? NONE, node?.id ?? '']
}

function isAfter([code, id]: Place, [otherCode, otherId]: Place): boolean {
  return code !== otherCode ? code > otherCode : id > otherId
}

const NONE = 'NONE'

/** One page of groups. @throws BadInputError for a cursor of another list */
export function pageOfGroups(
  groups: readonly Group[],
  order: ReuseGrouping,
  window: Window,
): Page<ReuseGroupRecord> {
  const after = window.after === null ? null : afterOf(window.after, order)
  const left = after ? groups.filter((group) => isAfter(placeOf(group), after)) : groups
  const shown = left.slice(0, window.limit)
  return {
    rows: shown.map(({ node, projects }) => ({ key: node?.code ?? NONE, node, ...reuseOf(projects) })),
    cursorAt: (at) => encodeCursor({ order, keys: placeOf(shown[at] as Group) }),
    hasNextPage: left.length > shown.length,
    hasPreviousPage: after !== null,
  }
}

function afterOf(cursor: string, order: ReuseGrouping): Place {
  return decodeCursor('after', cursor, order, ['text', 'text']).keys as readonly [string, string]
}
