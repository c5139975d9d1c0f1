import { type NodeKind, kindOfPrefix, kindPrefix } from './node-kind.js'

/** How people name a node: its kind and its code, written `building-block:magda`. */
export interface Reference {
  readonly kind: NodeKind
  readonly code: string
}

/** Letters, digits and the signs that official numbers use; no space, no colon. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._/+-]{0,119}$/

export function isCode(text: string): boolean {
  return CODE.test(text)
}

/** Undefined where the text is not of the form `kind:code`. */
export function parseReference(text: string): Reference | undefined {
  const colon = text.indexOf(':')
  if (colon < 0) return undefined
  const kind = kindOfPrefix(text.slice(0, colon))
  const code = text.slice(colon + 1)
  return kind !== undefined && isCode(code) ? { kind, code } : undefined
}

export function formatReference(reference: Reference): string {
  return `${kindPrefix(reference.kind)}:${reference.code}`
}
