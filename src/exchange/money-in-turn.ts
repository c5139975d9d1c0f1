import { isDeepStrictEqual } from 'node:util'
import { cents } from './cents.js'
import type { RowUpdate, TableChanges } from './row-changes.js'
import type { Row } from './seed-row.js'

/** Changes of allocations in the order in which they never take more than there is. */
export interface MoneyInTurn {
  /** Those that go, and those that move to another credit, which are put in again. */
  readonly takenOut: readonly Row[]
  readonly lowered: readonly Row[]
  readonly raised: readonly Row[]
  readonly putIn: readonly Row[]
}

export function inTurn({ inserted, updated, deleted }: TableChanges): MoneyInTurn {
  const moved = updated.filter(({ before, after }) =>
    MOVING.some((column) => before[column] !== after[column]),
  )
  const staying = updated.filter((update) => !moved.includes(update))
  const raised = staying.filter(({ before, after }) => taken(after) > taken(before))
  const after = (list: readonly RowUpdate[]) => list.map((update) => update.after)
  return {
    takenOut: [...deleted.map(({ row }) => row), ...moved.map(({ before }) => before)],
    lowered: after(staying.filter((update) => !raised.includes(update))),
    raised: after(raised),
    putIn: [...after(moved), ...inserted.map(({ row }) => row)],
  }
}

/** Columns that a foreign key holds to those of the appropriation. */
const MOVING = ['appropriationId', 'portfolioId', 'fiscalYear']

/** What an allocation takes of its appropriation. */
function taken({ status, amount }: Row): bigint {
  return status === 'PROPOSED' || status === 'GRANTED' ? cents(String(amount)) : 0n
}

/** A credit that shrinks keeps its amount until the allocations have changed; all else of it changes at once. */
export function ceilingsFirst(updates: readonly RowUpdate[]): Row[] {
  const kept = updates.map((update) =>
    shrinks(update) ? { ...update.after, amount: update.before['amount'] ?? null } : update.after,
  )
  return kept.filter((row, at) => !isDeepStrictEqual(row, updates[at]?.before))
}

export function ceilingsLast(updates: readonly RowUpdate[]): Row[] {
  return updates.filter(shrinks).map(({ after }) => after)
}

function shrinks({ before, after }: Pick<RowUpdate, 'before' | 'after'>): boolean {
  return cents(String(after['amount'])) < cents(String(before['amount']))
}
