import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { inLanguage, type Language } from '../kernel/language.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import type { NodeRecord } from '../graph/node-source.js'
import { type AdviceRecord, pointsOfAdvice, type PointRecord } from './governance.reads.js'
import { Advice, AdvicePoint, GovernanceBody } from './governance.type.js'

@Resolver(() => Advice)
export class AdviceResolver {
  @FieldResolver(() => GovernanceBody, { description: 'Body that gives it (orgaan).' })
  body(@Root() advice: AdviceRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('GOVERNANCE_BODY', advice.bodyId)
  }

  @FieldResolver(() => [AdvicePoint], {
    description: "The adviser's points and the reply to each, in order (punten).",
  })
  points(@Root() advice: AdviceRecord, @Ctx() { batches }: GraphContext): Awaitable<PointRecord[]> {
    return batches.load(pointsOfAdvice, advice.id)
  }
}

@Resolver(() => AdvicePoint)
export class AdvicePointResolver {
  @FieldResolver(() => String, { description: 'What the adviser remarked (opmerking).' })
  subject(
    @Root() point: PointRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return (
      inLanguage<string | null>(language ?? context.language, point.subjectNl, point.subjectEn) ??
      point.subjectNl
    )
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What was replied (repliek); null where there is no reply.',
  })
  reply(
    @Root() point: PointRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string | null {
    return inLanguage(language ?? context.language, point.replyNl, point.replyEn)
  }
}
