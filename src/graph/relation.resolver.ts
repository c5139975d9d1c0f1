import sql, { join } from 'sql-template-tag'
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { encodeGlobalId } from '../kernel/global-id.js'
import { globalId, literal, nodeIn, ofColumns, rowsOf } from './written.js'
import { Written } from './written.type.js'
import { citationsOfTies } from './citation.reads.js'
import { Citation } from './citation.type.js'
import type { GraphContext } from './context.js'
import { areDrafts } from './draft.reads.js'
import type { NodeRecord } from './node-source.js'
import { GraphNode } from './node.type.js'
import { PERIOD } from './period-columns.js'
import { Period, periodOf } from './period.type.js'
import { RELATION_KIND_NAMES, RELATION_KINDS } from './relation-kind.js'
import { Relation } from './relation.type.js'
import type { TieRecord } from './tie.reads.js'

const INVERSES = join(
  RELATION_KIND_NAMES.map((kind) => sql`when ${literal(kind)} then ${literal(RELATION_KINDS[kind].inverse)}`),
  ' ',
)

@Resolver(() => Relation)
export class RelationResolver {
  @Written(ofColumns(({ column }) => globalId(sql`'Relation'`, column('id'))))
  @FieldResolver(() => ID, {
    description: 'Global id: the same in every database loaded from the same sources.',
  })
  id(@Root() tie: TieRecord): string {
    return encodeGlobalId('Relation', tie.id)
  }

  @Written(ofColumns(({ column }) => sql`case ${column('kind')} ${INVERSES} end`))
  @FieldResolver(() => String, {
    description: 'The kind as read from target to source: `HAS_PART` (omgekeerde naam).',
  })
  inverse(@Root() tie: TieRecord): string {
    return RELATION_KINDS[tie.kind].inverse
  }

  @Written(nodeIn('sourceId'))
  @FieldResolver(() => GraphNode, { description: 'Where it starts (bron).' })
  source(@Root() tie: TieRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load(tie.sourceKind, tie.sourceId)
  }

  @Written(nodeIn('targetId'))
  @FieldResolver(() => GraphNode, { description: 'Where it leads (doel).' })
  target(@Root() tie: TieRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load(tie.targetKind, tie.targetId)
  }

  @Written(PERIOD)
  @FieldResolver(() => Period, { description: 'When it holds (geldigheid).' })
  validity(@Root() tie: TieRecord): Period {
    return periodOf(tie)
  }

  @FieldResolver(() => Boolean, {
    description: 'True where it is not published (concept); one in a typed field is a draft as its node is.',
  })
  draft(@Root() tie: TieRecord, @Ctx() { batches }: GraphContext): Awaitable<boolean> {
    return batches.load(areDrafts, tie.nodeId ?? tie.id)
  }

  @Written(rowsOf(citationsOfTies))
  @FieldResolver(() => [Citation], {
    description:
      'Where it stands (bronverwijzingen); a tie in a typed field without its own shows those of its node.',
  })
  citations(@Root() tie: TieRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(citationsOfTies, tie.id)
  }
}
