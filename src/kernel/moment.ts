/**
 * The three clocks by which the graph can be asked (`domain.md`); null where a clock is not set.
 *
 * A moment is what a caller names; which version `knownAt` comes down to is known once the graph is looked at.
 */
export interface Moment {
  /** Valid time: what holds on this day, yyyy-mm-dd. */
  readonly on: string | null
  /** Decision time: only what bodies had decided, held or advised by this day, yyyy-mm-dd. */
  readonly decidedBy: string | null
  /** Recorded time: what the service knew at this graph version, or at this instant (ISO 8601). */
  readonly knownAt: string | null
}

/** As it is now, and everything of it. */
export const PRESENT: Moment = { on: null, decidedBy: null, knownAt: null }

export function isPresent({ on, decidedBy, knownAt }: Moment): boolean {
  return on === null && decidedBy === null && knownAt === null
}

/** True of a graph version: a whole number, as a text. */
export function isVersion(text: string): boolean {
  return /^(0|[1-9]\d{0,17})$/.test(text)
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/

/** True of an instant with its offset, `2025-02-13T09:00:00Z`. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && text >= '0001' && !Number.isNaN(Date.parse(text))
}
