import type { Role, Scope } from '../access/caller.js'

/** What is told of a key: never its secret. */
export interface KeyTold {
  readonly prefix: string
  readonly name: string
  readonly role: Role
  readonly scopes: readonly Scope[]
  readonly issuedBy: string
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  readonly live: boolean
}

export interface KeyWished {
  readonly name: string
  readonly role: Role
  /** Code or OVO code; null for every role but ENTITY. */
  readonly entity: string | null
  readonly scopes: readonly Scope[]
  readonly days: number
}

/** The keys that open the API to machines; who issues and revokes them is whoever is at the terminal. */
export interface KeyRing {
  /** @returns also the key itself, which is never told again. */
  issue(wished: KeyWished, reason: string): Promise<{ readonly key: KeyTold; readonly text: string }>
  list(): Promise<readonly KeyTold[]>
  /** @param prefix of the key, or the whole key. */
  revoke(prefix: string, reason: string): Promise<KeyTold>
}
