import { readsColumns } from './ahead.js'
import { written } from './written.js'

/** What the validity of a node or tie is made of. */
export const PERIOD = written(
  readsColumns('validFrom', 'validFromPrecision', 'validTo', 'validToPrecision'),
  ({ column }) => ({
    fields: {
      from: column('validFrom'),
      fromPrecision: column('validFromPrecision'),
      to: column('validTo'),
      toPrecision: column('validToPrecision'),
    },
  }),
)
