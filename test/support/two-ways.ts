import { expect } from '@jest/globals'

/** What somebody asks, as HTTP brings it. */
export interface Question {
  readonly caller: string
  readonly acceptLanguage: string
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  /** The moment that is asked about; the present where it is left out. */
  readonly asOf?: object | undefined
}

/** One way of answering; the body as the client gets it. */
export type Answer = (question: Question) => Promise<string>

/**
 * Both ways give the same answer: data to the letter, and the same errors. Errors are told in the order in which they
 * arose, and of several that made null of the same place only the first is told (GraphQL, section 6.4.4): which one that is,
 * is left open here too. An id made up for the log is taken out.
 */
export async function expectSameAnswers(plain: Answer, served: Answer, question: Question): Promise<void> {
  const [expected, answered] = [await plain(question), await served(question)]
  if (expected === answered) return
  expect({ ...question, answer: comparable(answered, expected) }).toEqual({
    ...question,
    answer: comparable(expected, answered),
  })
}

type Path = readonly (string | number)[]

interface Body {
  readonly data?: unknown
  readonly errors?: readonly { readonly path?: Path }[]
}

function comparable(body: string, other: string): unknown {
  const answer = JSON.parse(body) as Body
  const elsewhere = new Set(errorsOf(JSON.parse(other) as Body).map(({ path }) => JSON.stringify(path)))
  const errors = errorsOf(answer).flatMap((error) => {
    const text = JSON.stringify(error).replace(/"errorId":"[^"]+"/, '')
    const place = error.path && JSON.stringify(nullWithin(answer.data, error.path))
    const path = JSON.stringify(error.path)
    return [...(place === undefined ? [] : [place]), ...(path === place || elsewhere.has(path) ? [text] : [])]
  })
  return { rest: JSON.stringify({ ...answer, errors: undefined }), errors: [...new Set(errors)].sort() }
}

function errorsOf({ errors = [] }: Body): NonNullable<Body['errors']> {
  return errors
}

/** The place on a path that an error made null. */
function nullWithin(data: unknown, path: Path): Path {
  let value = data
  const at = path.findIndex((part) => {
    if (value == null) return true
    value = (value as Record<string | number, unknown>)[part]
    return false
  })
  return at < 0 ? path : path.slice(0, at)
}
