const NODE_FIELDS = `
  id: ID!
  kind: String!
  code: String!
  name(language: Language): String!`

const RELATIONS = `
  relations(kinds: [RelationKind!]!, direction: Direction!, first: Int! = 50): RelationConnection!`

/** Kinds that are only shown at the end of a relation or as what a node names. */
export const PLAIN = [
  'Entity', 'Portfolio', 'Regulation', 'PolicyDocument', 'Pillar', 'Workstream', 'Need', 'TargetGroup',
] // prettier-ignore

const plain = PLAIN.map((name) => `type ${name} implements GraphNode {${NODE_FIELDS}\n}`).join('\n')

/** The part of our schema that the operations ask for, word for word the same questions. */
export const SCHEMA = `
enum Language { NL EN }
enum Direction { OUTGOING INCOMING }
enum RelationKind { DELIVERS INTEGRATES EVOLVES_INTO REPLACES IMPLEMENTS REUSES DEPENDS_ON SERVES ANSWERS }
input AllocationFilter { entity: String! }

type Query {
  projects(first: Int! = 50, after: String): ProjectConnection!
  project(code: String!): Project
  allocations(filter: AllocationFilter!, first: Int! = 50): AllocationConnection!
}

interface GraphNode {${NODE_FIELDS}
}
${plain}
type Project implements GraphNode {${NODE_FIELDS}${RELATIONS}
  number: Int!
  description(language: Language): String
  inferred: Boolean!
  validity: Period!
  owner: Entity
  portfolio: Portfolio!
  allocations(first: Int! = 50): AllocationPage!
  deliverables: [GraphNode!]!
}
type BuildingBlock implements GraphNode {${NODE_FIELDS}${RELATIONS}
  stage: String
}
type Deliverable implements GraphNode {${NODE_FIELDS}${RELATIONS}
}
type Decision implements GraphNode {${NODE_FIELDS}
  date: String
  status: String!
}
type Allocation {
  id: ID!
  code: String!
  allocationKind: String!
  status: String!
  fiscalYear: Int!
  amount: Money!
  project: Project
  decision: Decision
}
type Relation { kind: String! source: GraphNode! target: GraphNode! }
type RelationConnection { nodes: [Relation!]! }
type ProjectConnection { nodes: [Project!]! pageInfo: PageInfo! }
type AllocationConnection { nodes: [Allocation!]! totalCount: Int! sum: Money! }
type AllocationPage { nodes: [Allocation!]! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Money { amount: String! currency: String! }
type Period { from: String to: String fromPrecision: String toPrecision: String }
`
