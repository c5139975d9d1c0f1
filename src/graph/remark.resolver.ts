import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { inLanguage, type Language } from '../kernel/language.js'
import { citationsOfReadings, citationsOfRemarks } from './citation.reads.js'
import { Citation } from './citation.type.js'
import type { GraphContext } from './context.js'
import { LanguageArg } from './language.args.js'
import { type ReadingRecord, readingsOfRemarks, type RemarkRecord } from './remark.reads.js'
import { Reading, Remark } from './remark.type.js'

@Resolver(() => Remark)
export class RemarkResolver {
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
  readings(@Root() remark: RemarkRecord, @Ctx() { batches }: GraphContext): Promise<object[]> {
    return batches.load(readingsOfRemarks, remark.id)
  }

  @FieldResolver(() => [Citation], {
    description: 'The places that it is about, those of its readings included (bronverwijzingen).',
  })
  citations(@Root() remark: RemarkRecord, @Ctx() { batches }: GraphContext): Promise<object[]> {
    return batches.load(citationsOfRemarks, remark.id)
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
  citations(@Root() reading: ReadingRecord, @Ctx() { batches }: GraphContext): Promise<object[]> {
    return batches.load(citationsOfReadings, `${reading.remarkId}.${reading.rank}`)
  }
}
