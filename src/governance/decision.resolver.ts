import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { PageArgs, windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import { listOf, nodeByCode, nodeIn, rowsOf, textIn } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import type { NodeRecord } from '../graph/node-source.js'
import {
  allDecisions,
  allMeetings,
  type ArticleRecord,
  articlesOfDecisions,
  type DecisionRecord,
  type MeetingRecord,
} from './governance.reads.js'
import {
  Decision,
  DecisionArticle,
  DecisionConnection,
  GovernanceBody,
  Meeting,
  MeetingConnection,
} from './governance.type.js'

function everything(page: PageArgs): ListRequest<null> {
  return new ListRequest(null, 'DATE', windowOf(page))
}

@Resolver(() => Meeting)
export class MeetingResolver {
  @Written(listOf(allMeetings, 'MEETING', null, everything))
  @Query(() => MeetingConnection, { description: 'All meetings (zittingen), by date.' })
  meetings(@Args(() => PageArgs) page: PageArgs, @Ctx() { batches }: GraphContext): MeetingConnection {
    return new MeetingConnection(allMeetings.list(batches, everything(page)))
  }

  @Written(nodeIn('bodyId', 'GOVERNANCE_BODY'))
  @FieldResolver(() => GovernanceBody, { description: 'Body that held it (orgaan).' })
  body(@Root() meeting: MeetingRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('GOVERNANCE_BODY', meeting.bodyId)
  }
}

@Resolver(() => Decision)
export class DecisionResolver {
  @Written(nodeByCode('DECISION'))
  @Query(() => Decision, {
    nullable: true,
    description: 'One decision (beslissing) by its code; null where there is none.',
  })
  decision(
    @Arg('code', () => String, { description: 'Its code, such as `beslissing-nota-vrd3-2025`.' })
    code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<DecisionRecord | null> {
    return nodes.byCode('DECISION', code)
  }

  @Written(listOf(allDecisions, 'DECISION', null, everything))
  @Query(() => DecisionConnection, {
    description: 'All decisions (beslissingen), by date; those without one last.',
  })
  decisions(@Args(() => PageArgs) page: PageArgs, @Ctx() { batches }: GraphContext): DecisionConnection {
    return new DecisionConnection(allDecisions.list(batches, everything(page)))
  }

  @Written(nodeIn('bodyId', 'GOVERNANCE_BODY'))
  @FieldResolver(() => GovernanceBody, { description: 'Body that takes it (orgaan).' })
  body(@Root() decision: DecisionRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('GOVERNANCE_BODY', decision.bodyId)
  }

  @Written(rowsOf(articlesOfDecisions))
  @FieldResolver(() => [DecisionArticle], { description: 'Its articles, in order (artikelen).' })
  articles(@Root() decision: DecisionRecord, @Ctx() { batches }: GraphContext): Awaitable<ArticleRecord[]> {
    return batches.load(articlesOfDecisions, decision.id)
  }
}

@Resolver(() => DecisionArticle)
export class DecisionArticleResolver {
  @Written(textIn('textNl', 'textEn'))
  @FieldResolver(() => String, { description: 'What it says, in the words of this graph (inhoud).' })
  text(
    @Root() article: ArticleRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return (
      inLanguage<string | null>(language ?? context.language, article.textNl, article.textEn) ??
      article.textNl
    )
  }
}
