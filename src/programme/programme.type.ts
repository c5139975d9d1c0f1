import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import { GraphNode } from '../graph/node.type.js'
import type { PortfolioKind } from './portfolio.table.js'
import type { ProjectRecord } from './programme.reads.js'

export const PortfolioKindEnum = graphqlEnum(
  'PortfolioKind',
  'What the money of a portfolio is for (soort).',
  {
    INVESTMENT: 'To build (investering).',
    OPERATING: 'To keep running what was built (beheer en exploitatie).',
  },
)

@ObjectType({ implements: GraphNode, description: 'A programme of several years (programma).' })
export class Programme extends GraphNode {}

@ObjectType({
  implements: GraphNode,
  description: 'Money and content of a programme, or of a pair of them, for one budget year (portfolio).',
})
export class Portfolio extends GraphNode {
  @Field(() => Int, { description: 'Budget year (begrotingsjaar).' })
  fiscalYear!: number

  @Field(() => PortfolioKindEnum, { description: 'What the money is for (soort).' })
  portfolioKind!: PortfolioKind
}

@ObjectType({ implements: GraphNode, description: 'A main line of a portfolio (hoofdlijn).' })
export class Pillar extends GraphNode {
  @Field(() => Int, { description: 'Place among the main lines of its portfolio, from 1 (nummer).' })
  number!: number
}

@ObjectType({ implements: GraphNode, description: "One row of one year's portfolio (project)." })
export class Project extends GraphNode {
  @Field(() => Int, { description: 'Number in its portfolio (nummer).' })
  number!: number
}

@ObjectType({ implements: GraphNode, description: 'A working track of a project (werf).' })
export class Workstream extends GraphNode {
  @Field(() => Int, { description: 'Place among the tracks of its project, from 1 (nummer).' })
  number!: number
}

@ObjectType({
  implements: GraphNode,
  description: 'A concrete result that is promised (op te leveren resultaat).',
})
export class Deliverable extends GraphNode {}

@ObjectType({ description: 'A list of projects, page by page.' })
export class ProjectConnection extends connectionOf<ProjectRecord>('Project', () => Project) {}
