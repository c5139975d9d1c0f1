import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import { type Place, quote } from './seed-problem.js'

export interface SeedEntry {
  readonly key: string
  /** Of the key. */
  readonly place: Place
  readonly value: SeedValue
}

/** A value in a seed file, with its place. Scalars are texts as they are written: `18000000.00` keeps its cents. */
export class SeedValue {
  readonly place: Place

  constructor(
    readonly node: unknown,
    readonly file: { readonly path: string; readonly lines: LineCounter },
    placeOfNothing: Place,
  ) {
    this.place = placeOf(node, file) ?? placeOfNothing
  }

  /** Undefined for lists, mappings and nothing. */
  get text(): string | undefined {
    if (!isScalar(this.node)) return undefined
    const { source = '', type } = this.node
    const nothing = type === 'PLAIN' && (source === '' || source === '~' || source === 'null')
    return nothing ? undefined : source
  }

  get items(): SeedValue[] | undefined {
    if (!isSeq(this.node)) return undefined
    return this.node.items.map((item) => new SeedValue(item, this.file, this.place))
  }

  get entries(): SeedEntry[] | undefined {
    if (!isMap(this.node)) return undefined
    return this.node.items.map(({ key, value }) => {
      const place = placeOf(key, this.file) ?? this.place
      return {
        key: isScalar(key) ? (key.source ?? '') : '',
        place,
        value: new SeedValue(value, this.file, place),
      }
    })
  }

  /** As it is called in a message. */
  get described(): string {
    if (isSeq(this.node)) return this.node.items.length === 0 ? 'an empty list' : 'a list'
    if (isMap(this.node)) return 'a mapping'
    if (isAlias(this.node)) return 'an alias'
    return this.text === undefined ? 'nothing' : quote(this.text)
  }
}

function placeOf(node: unknown, file: SeedValue['file']): Place | undefined {
  const range = (node as Node | null)?.range
  return range ? placeAt(file, range[0]) : undefined
}

export function placeAt({ path, lines }: SeedValue['file'], offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { file: path, line, column: col }
}
