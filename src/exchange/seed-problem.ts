/** Where something stands in the seed files; without a line where it is about a whole file or folder. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

export interface SeedProblem extends Place {
  /** `seeds/x/projects.yaml:12:5: expected a reference to an entity, found "entity:vlabell"` */
  readonly message: string
}

/** The seed files break rules; nothing was written. The message has one line for each problem. */
export class SeedError extends Error {
  override readonly name = 'SeedError'

  constructor(readonly problems: readonly SeedProblem[]) {
    super(problems.map((problem) => problem.message).join('\n'))
  }
}

/** Gathers problems, so that all are told at once. */
export class Problems {
  readonly #problems = new Map<string, SeedProblem>()

  /**
   * @param hint what may help, after a semicolon.
   * @returns always undefined, for readers that can answer nothing else.
   */
  expected<T>(place: Place, expected: string, found: string, hint?: string): T | undefined {
    const tail = hint === undefined ? '' : `; ${hint}`
    const message = `${formatPlace(place)}: expected ${expected}, found ${found}${tail}`
    this.#problems.set(message, { ...place, message })
    return undefined
  }

  /** Every problem, in the order in which they stand in the files; undefined where there is none. */
  get error(): SeedError | undefined {
    const problems = [...this.#problems.values()]
    problems.sort(
      (a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    )
    return problems.length > 0 ? new SeedError(problems) : undefined
  }

  /** @throws SeedError */
  throwIfAny(): void {
    if (this.error) throw this.error
  }
}

export function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}

const LONGEST = 80

/** A text as it is shown in a message: quoted, on one line, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
