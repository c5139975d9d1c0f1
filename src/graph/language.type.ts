import { graphqlEnum } from '../graphql/enum.js'

export const LanguageEnum = graphqlEnum('Language', 'A language of the graph (taal).', {
  NL: 'Dutch, the language of the sources (Nederlands).',
  EN: 'English (Engels).',
})
