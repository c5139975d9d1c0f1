import { BadInputError } from '../kernel/errors.js'
import type { GraphContext } from '../graph/context.js'

/** The day that is asked about, yyyy-mm-dd. Unless told it is today, and then nobody keeps the answer. */
export function dayOf(on: string | null | undefined, context: GraphContext): string {
  const day = on ?? context.on
  if (day != null) return day
  context.looksBeyond()
  return new Date().toISOString().slice(0, 10)
}

/** @throws BadInputError for a year that no money is of. */
export function demandFiscalYear(year: number): void {
  if (year < 1900 || year > 2200) throw new BadInputError('must be a year from 1900 to 2200', 'fiscalYear')
}
