/** What a Relay global id holds: the name of the GraphQL type and the key within it. */
export interface GlobalId {
  readonly typeName: string
  readonly key: string
}

export function encodeGlobalId(typeName: string, key: string): string {
  return Buffer.from(`${typeName}:${key}`).toString('base64url')
}

/** Undefined where the text was not made by `encodeGlobalId`. */
export function decodeGlobalId(text: string): GlobalId | undefined {
  const decoded = Buffer.from(text, 'base64url')
  if (decoded.toString('base64url') !== text) return undefined
  const match = /^([A-Z][A-Za-z]*):([\w.-]+)$/.exec(decoded.toString('latin1'))
  return match?.[1] !== undefined && match[2] !== undefined
    ? { typeName: match[1], key: match[2] }
    : undefined
}
