/** Asks the database; values by `$1`, `$2`. */
export type AskRows = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/** Something in the ledger, or in what follows from it, that is not as it was written. */
export interface LedgerFinding {
  /** Where: the version; null where it is about no single one. */
  readonly version: string | null
  /** Which change of that version; null where it is about the version as a whole. */
  readonly position: number | null
  /** The node, relation or row it is about, where one can be told. */
  readonly subject: string | null
  /** One sentence. */
  readonly problem: string
}

export function finding(
  version: string | null,
  problem: string,
  { position = null, subject = null }: Partial<Pick<LedgerFinding, 'position' | 'subject'>> = {},
): LedgerFinding {
  return { version, position, subject, problem }
}
