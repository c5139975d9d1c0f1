/** The codes of expected failures, which are answered as data. */
export const USER_ERROR_CODES = [
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'CONSTRAINT_VIOLATED',
  'INVALID_TRANSITION',
  'IDEMPOTENCY_KEY_REUSED',
] as const
export type UserErrorCode = (typeof USER_ERROR_CODES)[number]

/** What went wrong in both languages. */
export interface Told {
  readonly nl: string
  readonly en: string
}

export interface UserErrorRecord {
  readonly code: UserErrorCode
  readonly told: Told
  /** From `input` on, an element for each field and place in a list: `input`, `nodes`, `0`, `code`. */
  readonly path: readonly string[]
  /** Of a CONFLICT: the version in which what is to be changed was changed last. */
  readonly currentVersion: string | null
}

/** A place in the input of a mutation. */
export type InputPath = readonly (string | number)[]

/** The write breaks rules that whoever sent it can act on; nothing of it was written. */
export class RefusedWrite extends Error {
  override readonly name = 'RefusedWrite'

  constructor(readonly errors: readonly UserErrorRecord[]) {
    super(errors.map(({ code, told }) => `${code}: ${told.en}`).join('; '))
  }
}

/** One failure by itself. */
export function refused(
  code: UserErrorCode,
  path: InputPath,
  told: Told,
  currentVersion?: string,
): RefusedWrite {
  return new RefusedWrite([userError(code, path, told, currentVersion)])
}

/** Gathers what is wrong with an input, so that all of it is told at once. */
export class Refusals {
  readonly #errors: UserErrorRecord[] = []

  add(code: UserErrorCode, path: InputPath, told: Told, currentVersion?: string): undefined {
    this.#errors.push(userError(code, path, told, currentVersion))
    return undefined
  }

  /** @throws RefusedWrite */
  throwIfAny(): void {
    if (this.#errors.length > 0) throw new RefusedWrite(this.#errors)
  }
}

function userError(
  code: UserErrorCode,
  path: InputPath,
  told: Told,
  currentVersion: string | undefined,
): UserErrorRecord {
  return { code, told, path: ['input', ...path.map(String)], currentVersion: currentVersion ?? null }
}
