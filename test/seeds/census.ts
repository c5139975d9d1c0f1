import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

interface Thing {
  readonly place: string
  readonly says: string
  /** Reference of the node that stands for it. */
  readonly node: string
  /** What its columns hold, as text: `fiscalYear: '2025'` is column `fiscal_year`. */
  readonly fields?: Readonly<Record<string, string>>
}

interface Tie {
  readonly place: string
  readonly says: string
  readonly source: string
  readonly kind: string
  readonly target: string
}

interface Remark {
  readonly places: readonly string[]
  readonly says: string
  /** Reference of the node on which it stands. */
  readonly node: string
  readonly kind: string
}

export interface Census {
  readonly things: readonly Thing[]
  readonly relations: readonly Tie[]
  readonly remarks: readonly Remark[]
}

const FILE = fileURLToPath(new URL('census.yaml', import.meta.url))

export function readCensus(): Census {
  return parse(readFileSync(FILE, 'utf8')) as Census
}

/** Every place of the note that the census names. */
export function placesOf({ things, relations, remarks }: Census): string[] {
  return [...things, ...relations].map(({ place }) => place).concat(remarks.flatMap(({ places }) => places))
}
