import { Extensions } from 'type-graphql'
import type { Ahead as Reading } from './ahead.js'

const NAME = 'ahead'

/** Tells of a field what its resolver will ask for. */
export function Ahead(reading: Reading): MethodDecorator & PropertyDecorator {
  return Extensions({ [NAME]: reading })
}

/** What was told of a field; undefined where nothing was. */
export function aheadOf({ extensions }: { readonly extensions: object }): Reading | undefined {
  return (extensions as { readonly [NAME]?: Reading })[NAME]
}
