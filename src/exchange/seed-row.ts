/** What stands in one column, as the database and a JSON text can both hold it: days and amounts are texts. */
export type Cell = string | number | boolean | null | readonly string[]

/** A row by the properties of its class. */
export type Row = Readonly<Record<string, Cell>>

export type RowClass = new () => object
