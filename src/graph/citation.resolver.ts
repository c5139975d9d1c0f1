import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { dayIn, nodeIn, textIn } from './written.js'
import { Written } from './written.type.js'
import type { CitationRecord } from './citation.reads.js'
import { Citation, Document } from './citation.type.js'
import type { GraphContext } from './context.js'
import type { DocumentRecord } from './document.reads.js'
import { DatedDay, datedDay } from './fuzzy-date.type.js'
import { LanguageArg } from './language.args.js'
import type { NodeRecord } from './node-source.js'

@Resolver(() => Citation)
export class CitationResolver {
  @Written(nodeIn('documentId', 'DOCUMENT'))
  @FieldResolver(() => Document, { description: 'The document that is cited (document).' })
  document(@Root() citation: CitationRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('DOCUMENT', citation.documentId)
  }

  @Written(textIn('titleNl', 'titleEn'))
  @FieldResolver(() => String, {
    description: 'What stands in that place (opschrift), in the words of this graph.',
  })
  title(
    @Root() citation: CitationRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return (
      inLanguage<string | null>(language ?? context.language, citation.titleNl, citation.titleEn) ??
      citation.titleNl
    )
  }
}

@Resolver(() => Document)
export class DocumentResolver {
  @Written(dayIn('date', 'datePrecision'))
  @FieldResolver(() => DatedDay, {
    nullable: true,
    description: 'Its date (datum); null where it bears none.',
  })
  date(@Root() document: DocumentRecord): DatedDay | null {
    return datedDay(document.date, document.datePrecision)
  }
}
