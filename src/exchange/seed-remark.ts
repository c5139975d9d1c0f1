import { REMARK_KINDS } from '../graph/remark.table.js'
import { listOf, mapping, optional, type Reader, required } from './seed-reader.js'
import { citations } from './seed-reference.js'
import { oneOf, type Translated, translated } from './seed-scalars.js'

const READING = mapping('a reading (text, cites)', {
  text: required(translated('the text of a reading (nl, en)')),
  cites: required(citations),
})

const REMARK = mapping('a remark (kind, text, cites, readings)', {
  kind: required(oneOf(REMARK_KINDS)),
  text: required(translated('the text of a remark (nl, en)')),
  cites: required(citations),
  readings: optional(listOf('readings', READING, { apart: textOfIt })),
})

export type SeedRemark = NonNullable<ReturnType<typeof REMARK>>

const remark: Reader<SeedRemark> = (value, problems) => {
  const read = REMARK(value, problems)
  const count = read?.readings?.length ?? 0
  if (read?.kind === 'CONTRADICTION' && count < 2)
    return problems.expected(
      value.place,
      'two or more readings of a contradiction',
      count === 0 ? 'none' : `${count}`,
    )
  return read
}

export const remarks = listOf('remarks', remark, { apart: textOfIt })

function textOfIt({ text }: { readonly text: Translated }): string {
  return text.nl
}
