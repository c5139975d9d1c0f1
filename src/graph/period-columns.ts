import { readsColumns } from './ahead.js'

/** What the validity of a node or tie is made of. */
export const PERIOD = readsColumns('validFrom', 'validFromPrecision', 'validTo', 'validToPrecision')
