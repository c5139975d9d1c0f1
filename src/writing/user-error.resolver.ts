import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { inLanguage, type Language } from '../kernel/language.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import type { UserErrorRecord } from './user-error.js'
import { UserError } from './user-error.type.js'

@Resolver(() => UserError)
export class UserErrorResolver {
  @FieldResolver(() => String, { description: 'What is wrong, for people (boodschap).' })
  message(
    @Root() error: UserErrorRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return inLanguage(language ?? context.language, error.told.nl, error.told.en)
  }
}
