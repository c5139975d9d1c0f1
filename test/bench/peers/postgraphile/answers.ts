import { encodeGlobalId } from '../../../../src/kernel/global-id.js'
import type { Variables } from '../../variants.js'

/** PostGraphile makes its schema from the database: how its answers become those of the service, and its variables from ours. */

interface Named {
  readonly code: string
  readonly nameNl: string
}
interface Tie extends Named {
  readonly kind: string
  readonly nodeKind: string
}
interface AllocationAnswer {
  readonly code: string
  readonly allocationKind: string
  readonly status: string
  readonly fiscalYear: number
  readonly amount: string
}
interface List<Item> {
  readonly nodes: readonly Item[]
}
interface Delivered extends Named {
  readonly kind: string
  readonly block: { readonly stage: string | null; readonly incoming: List<Tie> } | null
}
interface Decision extends Named {
  readonly date: string | null
  readonly status: string
}
interface Portal {
  readonly allProjects: List<
    Named & {
      readonly number: number
      readonly owner: Named | null
      readonly allocations: List<AllocationAnswer & { readonly decision: Decision | null }>
      readonly deliverables: List<Delivered>
    }
  >
}
interface Small {
  readonly projectByCode:
    | (Named & {
        readonly rowId: string
        readonly kind: string
        readonly number: number
        readonly descriptionNl: string | null
        readonly inferred: boolean
        readonly validFrom: string | null
        readonly validFromPrecision: string | null
        readonly owner: Named | null
        readonly portfolio: Named
        readonly outgoing: List<Tie>
      })
    | null
}
interface Allocations {
  readonly entityByCode: {
    readonly sum: string
    readonly allocations: List<AllocationAnswer & { readonly project: Named | null }> & {
      readonly totalCount: number
    }
  }
}

/** What its cursors begin with where projects are ordered by number and code. */
const ORDER = 'cc8b11eab9'

/** The values of our cursor in one of its own. */
function cursorOf(after: unknown): string | null {
  if (typeof after !== 'string') return null
  const [, number, code] = JSON.parse(Buffer.from(after, 'base64url').toString()) as string[]
  return Buffer.from(JSON.stringify([ORDER, Number(number), code])).toString('base64')
}

export const VARIABLES = {
  portal: ({ after }: Variables) => ({ after: cursorOf(after) }),
  small: (variables: Variables) => variables,
  allocations: ({ entity }: Variables) => ({ entity: String(entity).replace(/^entity:/, '') }),
}

const named = ({ code, nameNl }: Named) => ({ code, name: nameNl })
const orNull = <Value, Shown>(value: Value | null, show: (value: Value) => Shown) => value && show(value)
const far = ({ nodeKind, ...tie }: Tie) => ({ ...named(tie), kind: nodeKind })
const allocation = ({ amount, code, allocationKind, status, fiscalYear }: AllocationAnswer) => ({
  code,
  allocationKind,
  status,
  fiscalYear,
  amount: { amount, currency: 'EUR' },
})

function delivered({ kind, block, ...node }: Delivered): object {
  const ties = block?.incoming.nodes.map((tie) => ({ kind: tie.kind, source: far(tie) }))
  return { ...named(node), kind, ...(block && { stage: block.stage, relations: { nodes: ties } }) }
}

export const ANSWERS = {
  portal: ({ allProjects }: Portal) => ({
    projects: {
      nodes: allProjects.nodes.map(({ number, owner, allocations, deliverables, ...project }) => ({
        ...named(project),
        number,
        owner: orNull(owner, named),
        allocations: {
          nodes: allocations.nodes.map(({ decision, ...row }) => ({
            ...allocation(row),
            decision: orNull(decision, ({ date, status, ...one }) => ({ ...named(one), date, status })),
          })),
        },
        deliverables: deliverables.nodes.map(delivered),
      })),
    },
  }),
  small: ({ projectByCode }: Small) => ({
    project: orNull(projectByCode, (project) => ({
      ...named(project),
      id: encodeGlobalId('Project', project.rowId),
      kind: project.kind,
      number: project.number,
      description: project.descriptionNl,
      inferred: project.inferred,
      validity: { from: project.validFrom, fromPrecision: project.validFromPrecision },
      owner: orNull(project.owner, named),
      portfolio: named(project.portfolio),
      relations: { nodes: project.outgoing.nodes.map((tie) => ({ kind: tie.kind, target: far(tie) })) },
    })),
  }),
  allocations: ({ entityByCode: { sum, allocations } }: Allocations) => ({
    allocations: {
      totalCount: allocations.totalCount,
      sum: { amount: sum, currency: 'EUR' },
      nodes: allocations.nodes.map(({ project, ...row }) => ({
        ...allocation(row),
        project: orNull(project, named),
      })),
    },
  }),
}
