import sql from 'sql-template-tag'
import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { encodeGlobalId } from '../kernel/global-id.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { kindPrefix, kindTypeName } from '../kernel/node-kind.js'
import { formatReference } from '../kernel/reference.js'
import { globalId, listOf, ofColumns, rowOf, rowsOf, textIn } from './written.js'
import { Written } from './written.type.js'
import { citationsOfNodes } from './citation.reads.js'
import { Citation } from './citation.type.js'
import type { GraphContext } from './context.js'
import { areDrafts } from './draft.reads.js'
import { LanguageArg } from './language.args.js'
import { otherNamesOfNodes } from './node-name.reads.js'
import { NodeName } from './node-name.type.js'
import type { NodeRecord } from './node-source.js'
import { GraphNode } from './node.type.js'
import { PERIOD } from './period-columns.js'
import { Period, periodOf } from './period.type.js'
import { RelationArgs, tieRequest } from './relation.args.js'
import { RelationConnection } from './relation.type.js'
import { remarksOfNodes } from './remark.reads.js'
import { Remark } from './remark.type.js'
import { tiesOfNode } from './tie.reads.js'

@Resolver(() => GraphNode)
export class GraphNodeResolver {
  @Written(ofColumns(({ column, byKind }) => globalId(byKind(kindTypeName), column('id'))))
  @FieldResolver(() => ID, {
    description: 'Global id: the same in every database loaded from the same sources.',
  })
  id(@Root() node: NodeRecord): string {
    return encodeGlobalId(kindTypeName(node.kind), node.id)
  }

  @Written(ofColumns(({ column, byKind }) => sql`${byKind(kindPrefix)} || ':' || ${column('code')}`))
  @FieldResolver(() => String, {
    description: 'Kind and code as people write them: `building-block:magda` (verwijzing).',
  })
  reference(@Root() node: NodeRecord): string {
    return formatReference(node)
  }

  @Written(textIn('nameNl', 'nameEn'))
  @FieldResolver(() => String, { description: 'The name shown (naam).' })
  name(
    @Root() node: NodeRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return inLanguage<string | null>(language ?? context.language, node.nameNl, node.nameEn) ?? node.nameNl
  }

  @Written(textIn('descriptionNl', 'descriptionEn'))
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What it is, in the words of this graph (beschrijving); the document itself stands behind the citations.',
  })
  description(
    @Root() node: NodeRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string | null {
    return inLanguage(language ?? context.language, node.descriptionNl, node.descriptionEn)
  }

  @FieldResolver(() => [NodeName], {
    description: 'All names (namen): the one shown, former ones, abbreviations, as printed in variants.',
  })
  async names(@Root() node: NodeRecord, @Ctx() { batches }: GraphContext): Promise<NodeName[]> {
    const shown = (text: string, language: Language): NodeName => ({
      text,
      language,
      use: 'SHOWN',
      from: null,
      to: null,
    })
    const others = await batches.load(otherNamesOfNodes, node.id)
    return [shown(node.nameNl, 'NL'), ...(node.nameEn === null ? [] : [shown(node.nameEn, 'EN')]), ...others]
  }

  @Written(PERIOD)
  @FieldResolver(() => Period, { description: 'When it holds (geldigheid).' })
  validity(@Root() node: NodeRecord): Period {
    return periodOf(node)
  }

  @Written(
    rowOf(
      areDrafts,
      () => sql`true`,
      () => sql`false`,
    ),
  )
  @FieldResolver(() => Boolean, {
    description: 'True where it is not published (concept): only those see it who may.',
  })
  draft(@Root() node: NodeRecord, @Ctx() { batches }: GraphContext): Awaitable<boolean> {
    return batches.load(areDrafts, node.id)
  }

  @Written(rowsOf(citationsOfNodes))
  @FieldResolver(() => [Citation], {
    description: 'Where this fact stands (bronverwijzingen): document, section, table and row or paragraph.',
  })
  citations(@Root() node: NodeRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(citationsOfNodes, node.id)
  }

  @FieldResolver(() => [Remark], {
    description: 'Contradictions, gaps, roundings and judgements (opmerkingen), each with its citations.',
  })
  remarks(@Root() node: NodeRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(remarksOfNodes, node.id)
  }

  @Written(listOf(tiesOfNode, 'TIE', 'node', tieRequest))
  @FieldResolver(() => RelationConnection, {
    description: 'All its ties (relaties), free ones and those in typed fields alike, by kind and code.',
  })
  relations(
    @Root() node: NodeRecord,
    @Args(() => RelationArgs) args: RelationArgs,
    @Ctx() { batches }: GraphContext,
  ): RelationConnection {
    return new RelationConnection(tiesOfNode.list(batches, tieRequest(args).of('node', node.id)))
  }
}
