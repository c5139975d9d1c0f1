import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { encodeGlobalId } from '../kernel/global-id.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { citationsOfReadings, citationsOfRemarks } from './citation.reads.js'
import { Citation } from './citation.type.js'
import type { GraphContext } from './context.js'
import { areDrafts } from './draft.reads.js'
import { LanguageArg } from './language.args.js'
import {
  type ReadingRecord,
  readingsOfRemarks,
  type RemarkRecord,
  type SettlementRecord,
  settlementsOfRemarks,
} from './remark.reads.js'
import { Reading, Remark, RemarkSettlement } from './remark.type.js'

@Resolver(() => Remark)
export class RemarkResolver {
  @FieldResolver(() => ID, { description: 'Global id: what to settle or publish it by.' })
  id(@Root() remark: RemarkRecord): string {
    return encodeGlobalId('Remark', remark.id)
  }

  @FieldResolver(() => Boolean, {
    description: 'True where it is not published (concept): only those see it who may.',
  })
  draft(@Root() remark: RemarkRecord, @Ctx() { batches }: GraphContext): Awaitable<boolean> {
    return batches.load(areDrafts, remark.id)
  }

  @FieldResolver(() => String, { description: 'What the matter is, in the words of this graph (tekst).' })
  text(
    @Root() remark: RemarkRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return (
      inLanguage<string | null>(language ?? context.language, remark.textNl, remark.textEn) ?? remark.textNl
    )
  }

  @FieldResolver(() => [Reading], {
    description: 'The readings that stand side by side, the best supported first (lezingen).',
  })
  readings(@Root() remark: RemarkRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(readingsOfRemarks, remark.id)
  }

  @FieldResolver(() => RemarkSettlement, {
    nullable: true,
    description: 'How it was settled (beslechting); null while it is open.',
  })
  settlement(@Root() remark: RemarkRecord, @Ctx() { batches }: GraphContext): Awaitable<object | null> {
    return batches.load(settlementsOfRemarks, remark.id)
  }

  @FieldResolver(() => [Citation], {
    description: 'The places that it is about, those of its readings included (bronverwijzingen).',
  })
  citations(@Root() remark: RemarkRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(citationsOfRemarks, remark.id)
  }
}

@Resolver(() => RemarkSettlement)
export class RemarkSettlementResolver {
  @FieldResolver(() => Reading, {
    nullable: true,
    description: 'The reading that is right (lezing); null where none is, or there are none.',
  })
  async reading(
    @Root() settlement: SettlementRecord,
    @Ctx() { batches }: GraphContext,
  ): Promise<object | null> {
    const readings = await batches.load(readingsOfRemarks, settlement.remarkId)
    return readings.find(({ rank }) => rank === settlement.rank) ?? null
  }

  @FieldResolver(() => String, { description: 'Why (omdat).' })
  because(
    @Root() { becauseNl, becauseEn }: SettlementRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return inLanguage<string | null>(language ?? context.language, becauseNl, becauseEn) ?? becauseNl
  }
}

@Resolver(() => Reading)
export class ReadingResolver {
  @FieldResolver(() => String, { description: 'How it can be read (tekst).' })
  text(
    @Root() reading: ReadingRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return (
      inLanguage<string | null>(language ?? context.language, reading.textNl, reading.textEn) ??
      reading.textNl
    )
  }

  @FieldResolver(() => [Citation], { description: 'The places that support it (bronverwijzingen).' })
  citations(@Root() reading: ReadingRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(citationsOfReadings, `${reading.remarkId}.${reading.rank}`)
  }
}
