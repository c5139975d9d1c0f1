/** The kinds of node in the graph (`domain.md`, the vocabulary), in the order in which they build on each other. */
export const NODE_KINDS = [
  'DOCUMENT',
  'POLICY_DOCUMENT',
  'REGULATION',
  'TARGET_GROUP',
  'ENTITY',
  'BUILDING_BLOCK',
  'NEED',
  'GOVERNANCE_BODY',
  'MEETING',
  'DECISION',
  'ADVICE',
  'PROGRAMME',
  'PORTFOLIO',
  'PILLAR',
  'PROJECT',
  'WORKSTREAM',
  'DELIVERABLE',
  'MILESTONE',
  'BUDGET_ARTICLE',
  'APPROPRIATION',
  'ALLOCATION',
  'EVALUATION',
] as const

export type NodeKind = (typeof NODE_KINDS)[number]

/** `BUILDING_BLOCK` as people write it in a reference: `building-block`. */
export function kindPrefix(kind: NodeKind): string {
  return kind.toLowerCase().replaceAll('_', '-')
}

/** `BUILDING_BLOCK` as a GraphQL type is called: `BuildingBlock`. */
export function kindTypeName(kind: NodeKind): string {
  return TYPE_NAMES[kind]
}

const TYPE_NAMES = Object.fromEntries(
  NODE_KINDS.map((kind) => [
    kind,
    kind.toLowerCase().replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
  ]),
) as Record<NodeKind, string>

const BY_PREFIX = new Map(NODE_KINDS.map((kind) => [kindPrefix(kind), kind]))
const BY_TYPE_NAME = new Map(NODE_KINDS.map((kind) => [TYPE_NAMES[kind], kind]))

export function kindOfPrefix(prefix: string): NodeKind | undefined {
  return BY_PREFIX.get(prefix)
}

export function kindOfTypeName(typeName: string): NodeKind | undefined {
  return BY_TYPE_NAME.get(typeName)
}
