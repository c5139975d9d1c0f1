import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * The text of a key, `vrd_3f9c02b1d7a4_<64 hexadecimal digits>`: a prefix by which it is found and spoken of, and a
 * secret of 256 random bits, of which only the SHA-256 hash is kept. So much chance needs no slow hash: there is
 * nothing to guess.
 */
export interface NewKey {
  readonly prefix: string
  readonly text: string
  readonly hash: Buffer
}

export const KEY_PREFIX = /^[0-9a-f]{12}$/
const KEY = /^vrd_([0-9a-f]{12})_([0-9a-f]{64})$/

export function makeKey(): NewKey {
  const prefix = randomBytes(6).toString('hex')
  const secret = randomBytes(32).toString('hex')
  return { prefix, text: `vrd_${prefix}_${secret}`, hash: hashOf(secret) }
}

/** Whether a bearer token means to be a key; no token of an issuer begins so. */
export function meansToBeKey(token: string): boolean {
  return token.startsWith('vrd_')
}

export function readKey(token: string): { readonly prefix: string; readonly hash: Buffer } | undefined {
  const [, prefix, secret] = KEY.exec(token) ?? []
  return prefix === undefined || secret === undefined ? undefined : { prefix, hash: hashOf(secret) }
}

/** Takes the same time however much of them is alike. */
export function isSameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
