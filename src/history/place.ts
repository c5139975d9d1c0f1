import { isVersion } from '../kernel/moment.js'

/** A place in the ledger: after all of a version, or after one of its changes. */
export interface Place {
  readonly version: string
  readonly position: number
}

/** Beyond every position of a version. */
export const END_OF_VERSION = 2_147_483_647

/** Reads `12`, the end of version 12, or `12.2000`, within it; undefined for anything else. */
export function parsePlace(text: string): Place | undefined {
  const [version = '', position, ...rest] = text.split('.')
  if (!isVersion(version) || rest.length > 0) return undefined
  if (position === undefined) return { version, position: END_OF_VERSION }
  return /^(0|[1-9]\d{0,8})$/.test(position) ? { version, position: Number(position) } : undefined
}

export function formatPlace({ version, position }: Place): string {
  return position === END_OF_VERSION ? version : `${version}.${position}`
}
