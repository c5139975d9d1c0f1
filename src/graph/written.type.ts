import { Extensions } from 'type-graphql'
import type { Written as How } from './written.js'

const NAME = 'written'

/** Tells of a field how the database may write its value. */
export function Written(how: How): MethodDecorator & PropertyDecorator {
  return Extensions({ [NAME]: how })
}

/** What was told of a field; undefined where nothing was. */
export function writtenOf({ extensions }: { readonly extensions: object }): How | undefined {
  return (extensions as { readonly [NAME]?: How })[NAME]
}
