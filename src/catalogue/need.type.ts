import { ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'

const SETTLED = {
  MERGED: 'Part of another need, which stands for both (samengevoegd).',
  REFUSED: 'Not taken up (geweigerd).',
}

export const NeedOutcomeEnum = graphqlEnum('NeedOutcome', 'What became of a need (uitkomst).', {
  OPEN: 'Nothing yet (open).',
  DEFERRED: 'To be looked at later (uitgesteld).',
  ANSWERED: 'Something answers it (beantwoord).',
  ...SETTLED,
})
export type NeedOutcome = keyof typeof NeedOutcomeEnum

export const NeedSettlementEnum = graphqlEnum(
  'NeedSettlement',
  'How a need ends that nothing answers (afhandeling).',
  SETTLED,
)

@ObjectType({ implements: GraphNode, description: 'What somebody asks for, and what became of it (nood).' })
export class Need extends GraphNode {}

@ObjectType({ description: 'A list of needs, page by page.' })
export class NeedConnection extends connectionOf<NodeRecord>('Need', () => Need) {}
