import {
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { Pick } from './random-documents.js'

/** What is there to be asked for. */
export interface Samples {
  readonly codes: readonly string[]
  readonly references: readonly string[]
  readonly ids: readonly string[]
  /** Cursors for the list of a field. */
  cursors(field: string): readonly string[]
}

const WRONG = [-1, 0, 101, 'x', '', true, null, {}, [], 1.5, '2025-02-30', { entity: 1 }]

/** A value for an argument as JSON would send it, most of the time one that is right; undefined leaves it out. */
export function valueFor(pick: Pick, samples: Samples, name: string, type: GraphQLInputType): unknown {
  if (pick.chance(2)) return pick.of(WRONG)
  const shape = getNullableType(type)
  if (!isNonNullType(type) && pick.chance(5)) return null
  if (isListType(shape)) {
    if (pick.chance(15)) return valueFor(pick, samples, name, shape.ofType)
    return Array.from({ length: pick.below(pick.chance(10) ? 6 : 4) }, () =>
      valueFor(pick, samples, name, shape.ofType),
    )
  }
  if (isEnumType(shape)) return pick.of(shape.getValues()).name
  if (isInputObjectType(shape)) {
    const fields = Object.values(shape.getFields()).filter(() => pick.chance(25))
    return Object.fromEntries(
      fields.map((field) => [field.name, valueFor(pick, samples, field.name, field.type)]),
    )
  }
  switch (shape.name) {
    case 'Int':
      if (pick.chance(4)) return pick.of([-1, 0, 101])
      if (name === 'first' || name === 'last') return 1 + pick.below(3)
      return name === 'fiscalYear' ? 2021 + pick.below(5) : 1 + pick.below(4)
    case 'Boolean':
      return pick.chance(50)
    case 'ID':
      return pick.of(samples.ids)
    case 'Date':
      return pick.of(['2025-02-13', '2024-12-31', '2026-06-01', '2021-01-01'])
    case 'Decimal':
      return pick.of(['0.00', '100000', '3450000.00'])
    case 'GraphVersion':
      return pick.of(['0', '1', '2'])
    default:
      if (name === 'text') return pick.of(['magda', 'digitale', 'veiligheidscentrum', 'zzz'])
      return pick.of(name === 'code' && pick.chance(90) ? samples.codes : samples.references)
  }
}

/** A JSON value as it is written in a document. */
export function literal(value: unknown, type: GraphQLInputType): string {
  const shape = getNullableType(type)
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) {
    const itemType = isListType(shape) ? shape.ofType : shape
    return `[${value.map((item) => literal(item, itemType)).join(', ')}]`
  }
  if (isListType(shape)) return literal(value, shape.ofType)
  if (typeof value === 'object') {
    const fields = isInputObjectType(shape) ? shape.getFields() : {}
    const parts = Object.entries(value).map(
      ([name, part]) => `${name}: ${literal(part, fields[name]?.type ?? type)}`,
    )
    return `{${parts.join(', ')}}`
  }
  const isName = isEnumType(shape) && typeof value === 'string' && /^[A-Z]\w*$/i.test(value)
  return isName ? value : JSON.stringify(value)
}
