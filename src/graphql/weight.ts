import { Extensions } from 'type-graphql'

const NAME = 'weight'

/** What a field weighs that reads the whole graph, however little it tells: as much as so many objects of an answer. */
export const WHOLE_GRAPH = 5_000

/** Tells of a field what it weighs each time, beside the objects that it answers with. */
export function Weighing(weight: number): MethodDecorator & PropertyDecorator {
  return Extensions({ [NAME]: weight })
}

export function weightOf({ extensions }: { readonly extensions: object }): number {
  return (extensions as { readonly [NAME]?: number })[NAME] ?? 0
}
