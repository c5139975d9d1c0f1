/** A write that was asked for, and how it was answered: what the ledger is held against. */
export interface Attempt {
  readonly key: string
  readonly mutation: string
  /** Ids of the nodes it makes. */
  readonly made: readonly string[]
  /** Ids of the nodes that may not have changed since the version that was seen. */
  readonly claimed: readonly string[]
  /** The version that was seen; null where none is asked for. */
  readonly expected: string | null
  /** The version that was told; null where it was refused, or nobody answered. */
  readonly version: string | null
  /** Codes of the refusals; none where it was done, or nobody answered. */
  readonly refused: readonly string[]
}

/** Stands in the ledger as the reason, so that each version tells which key made it. */
export function reasonOf(key: string): string {
  return `proof ${key}`
}

/** How many were done, and how many were refused for what. */
export function outcomes(attempts: readonly Attempt[]): Record<string, number> {
  const counted: Record<string, number> = { attempts: attempts.length }
  for (const { version, refused } of attempts) {
    const how = version !== null ? 'done' : (refused[0] ?? 'unanswered')
    counted[how] = (counted[how] ?? 0) + 1
  }
  return counted
}
