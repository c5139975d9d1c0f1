import { DocumentPartRow } from '../graph/document.table.js'
import { AdvicePointRow } from '../governance/advice.table.js'
import { DecisionArticleRow } from '../governance/decision.table.js'
import { rows } from './kind-fields.js'
import { listOf, mapping, optional, type Reader, readParts, required } from './seed-reader.js'
import { positive, scalar, textOf, type Translated, translated } from './seed-scalars.js'

const locator = scalar('a place such as 2.A/table-1/row-3', (written) =>
  /^[^\s#]+$/.test(written) ? written : undefined,
)

const PART = { at: required(locator), title: required(translated('the title of a place (nl, en)')) }

/** A place whose title is wrong is still there to be cited: one fault shall not be told twice. */
const part: Reader<{ readonly locator: string; readonly title?: Translated | undefined }> = (
  value,
  problems,
) => {
  const { at, title } = readParts(PART, 'a place (at, title)', value, problems)?.parts ?? {}
  return at === undefined ? undefined : { locator: at, title }
}

/** Every place of a document that may be cited. */
export const DOCUMENT_PARTS = rows(
  DocumentPartRow,
  listOf('places', part, { apart: (one) => one.locator }),
  (documentId, { locator: at, title }, position) => ({
    documentId,
    locator: at,
    position,
    titleNl: title?.nl ?? '',
    titleEn: title?.en ?? null,
  }),
)

/** Long enough to say what an article decides, in own words. */
const ownWords = textOf('a text of more than 40 characters', 41)

export const DECISION_ARTICLES = rows(
  DecisionArticleRow,
  listOf(
    'articles',
    mapping('an article (number, text)', {
      number: required(positive),
      text: required(translated('the text of an article (nl, en)', ownWords)),
    }),
    { apart: ({ number }) => String(number) },
  ),
  (decisionId, { number, text }) => ({ decisionId, number, textNl: text.nl, textEn: text.en }),
)

export const ADVICE_POINTS = rows(
  AdvicePointRow,
  listOf(
    'points',
    mapping('a point (subject, reply)', {
      subject: required(translated('the subject of a point (nl, en)')),
      reply: optional(translated('the reply to a point (nl, en)')),
    }),
  ),
  (adviceId, { subject, reply }, position) => ({
    adviceId,
    position,
    subjectNl: subject.nl,
    subjectEn: subject.en,
    replyNl: reply?.nl ?? null,
    replyEn: reply?.en ?? null,
  }),
)
