import { ofColumns } from './written.js'

/** The validity of a node or tie, as `periodOf` makes it. */
export const PERIOD = ofColumns(({ column }) => ({
  fields: {
    from: column('validFrom'),
    fromPrecision: column('validFromPrecision'),
    to: column('validTo'),
    toPrecision: column('validToPrecision'),
  },
}))
