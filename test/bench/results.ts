import type { Figures } from './measure.js'
import { median, medians } from './statistics.js'

/** What one variant reached in one operation. */
export interface Line {
  readonly operation: string
  readonly variant: string
  /** Medians over the rounds. */
  readonly figures: Figures
  /** Requests each second over those of the variant that all are compared with, in the same round; the median of them. */
  readonly ratio: number
}

export interface Results {
  /** The day of the run that wrote this part. */
  readonly date: string
  readonly machine: string
  readonly lines: readonly Line[]
}

/** What is committed: each part, such as `scale 1`, from one run. */
export type Committed = Readonly<Record<string, Results>>

/** The figures of one operation in one round, by variant; in every round the same variants. */
export type Round = ReadonlyMap<string, Figures>

/** @param yardstick the variant that all others are compared with */
export function linesOf(operation: string, rounds: readonly Round[], yardstick: string): Line[] {
  return [...(rounds[0]?.keys() ?? [])].map((variant) => {
    const own = rounds.flatMap((round) => round.get(variant) ?? [])
    const ratios = rounds.map(
      (round) => (round.get(variant)?.rate ?? NaN) / (round.get(yardstick)?.rate ?? NaN),
    )
    return { operation, variant, figures: medians(own), ratio: median(ratios) }
  })
}

/** How far a ratio may fall below the committed one, as a part of it, before it counts: two cores are never quite idle. */
export const TOLERANCE = 0.2

/** What fell, or is no longer measured, a sentence each; a line that was not asked for this time is of no account. */
export function fallen(committed: Results, measured: readonly Line[], tolerance = TOLERANCE): string[] {
  return measured.flatMap(({ operation, variant, ratio }) => {
    const before = committed.lines.find((line) => line.operation === operation && line.variant === variant)
    // Written so that a ratio which is not a number has fallen too.
    if (!before || ratio >= before.ratio * (1 - tolerance)) return []
    return [`${operation}, ${variant}: ${ratio.toFixed(2)} instead of ${before.ratio.toFixed(2)}`]
  })
}
