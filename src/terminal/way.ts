import type { Language } from '../kernel/language.js'
import { oneLine } from './change.js'

/** A relation on a way, as the API answers it. */
export interface Step {
  readonly kind: string
  readonly inferred: boolean
  readonly source: { readonly reference: string }
  readonly target: { readonly reference: string }
}

export const STEP_FIELDS = 'kind inferred source { reference } target { reference }'

interface Taken {
  /** `-> DELIVERS` along the relation, `<- DELIVERS` against it; what was concluded and not stated says so. */
  readonly arrow: string
  /** Where it leads. */
  readonly to: string
}

const INFERRED = { NL: 'afgeleid', EN: 'inferred' } as const

/** A way from one node on, step by step, each relation read from the side on which one arrives. */
export function stepsFrom(start: string, way: readonly Step[], language: Language): Taken[] {
  const taken: Taken[] = []
  let at = start
  for (const { kind, inferred, source, target } of way) {
    const along = source.reference === at
    at = along ? target.reference : source.reference
    const told = inferred ? `${kind} (${INFERRED[language]})` : kind
    taken.push({ arrow: `${along ? '->' : '<-'} ${told}`, to: at })
  }
  return taken
}

/** The whole way on one line: `building-block:magda <- INTEGRATES building-block:vdip`. */
export function wayLine(start: string, way: readonly Step[], language: Language): string {
  return oneLine(
    [start, ...stepsFrom(start, way, language).map(({ arrow, to }) => `${arrow} ${to}`)].join(' '),
  )
}
