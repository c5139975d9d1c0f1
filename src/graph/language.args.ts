import { Arg } from 'type-graphql'
import { LanguageEnum } from './language.type.js'

/** The argument by which a text is asked for in a language. */
export const LanguageArg = (): ParameterDecorator =>
  Arg('language', () => LanguageEnum, {
    nullable: true,
    description:
      "The language wanted (taal); the visitor's own unless told, the other one where the text is missing.",
  }) as ParameterDecorator
