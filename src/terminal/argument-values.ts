import { InvalidArgumentError } from 'commander'
import { type Language, LANGUAGES } from '../kernel/language.js'
import { NODE_KINDS, type NodeKind, kindOfPrefix, kindPrefix } from '../kernel/node-kind.js'
import type { Witness } from '../history/verify-ledger.js'

/** PostgreSQL's bigint. */
const LARGEST_VERSION = 9_223_372_036_854_775_807n

export function versionValue(text: string): string {
  if (!/^\d+$/.test(text) || BigInt(text) > LARGEST_VERSION) {
    throw new InvalidArgumentError('It must be a version of the graph, a whole number.')
  }
  return BigInt(text).toString()
}

export function witnessValue(text: string): Witness {
  const [, version = '', hash = ''] = /^(\d+):([0-9a-f]{64})$/i.exec(text) ?? []
  if (hash === '') {
    throw new InvalidArgumentError('It must read VERSION:HASH, as in the last line that verify has printed.')
  }
  return { version: versionValue(version), hash: hash.toLowerCase() }
}

/** Both `building-block` and `BUILDING_BLOCK`; one after the other. */
export function kindValues(text: string, before: readonly NodeKind[] = []): readonly NodeKind[] {
  const kind = kindOfPrefix(text) ?? NODE_KINDS.find((known) => known === text.toUpperCase())
  if (kind === undefined) {
    throw new InvalidArgumentError(`It must be one of ${NODE_KINDS.map(kindPrefix).join(', ')}.`)
  }
  return [...before, kind]
}

export function languageValue(text: string): Language {
  const language = LANGUAGES.find((known) => known === text.toUpperCase())
  if (language === undefined) throw new InvalidArgumentError('It must be nl or en.')
  return language
}
