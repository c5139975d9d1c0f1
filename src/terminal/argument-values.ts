import { InvalidArgumentError } from 'commander'
import { isCalendarDate } from '../kernel/fuzzy-date.js'
import { type Language, LANGUAGES } from '../kernel/language.js'
import { isInstant, isVersion } from '../kernel/moment.js'
import { NODE_KINDS, type NodeKind, kindOfPrefix, kindPrefix } from '../kernel/node-kind.js'
import type { Witness } from '../history/verify-ledger.js'
import { ROLES, type Role, type Scope, SCOPES } from '../access/caller.js'
import { RELATION_KIND_NAMES, type RelationKind } from '../graph/relation-kind.js'

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

/** Both `depends-on` and `DEPENDS_ON`; one after the other. */
export function relationValues(text: string, before: readonly RelationKind[] = []): readonly RelationKind[] {
  const name = text.toUpperCase().replaceAll('-', '_')
  const kind = RELATION_KIND_NAMES.find((known) => known === name)
  if (kind === undefined) {
    throw new InvalidArgumentError(`It must be one of ${RELATION_KIND_NAMES.join(', ')}.`)
  }
  return [...before, kind]
}

/** Both `programme-office` and `PROGRAMME_OFFICE`. */
export function roleValue(text: string): Role {
  const role = ROLES.find((known) => known === text.toUpperCase().replaceAll('-', '_'))
  if (role !== undefined) return role
  const names = ROLES.map((known) => known.toLowerCase().replaceAll('_', '-'))
  throw new InvalidArgumentError(`It must be one of ${names.join(', ')}.`)
}

/** One after the other. */
export function scopeValues(text: string, before: readonly Scope[] = []): readonly Scope[] {
  const scope = SCOPES.find((known) => known === text.toUpperCase())
  if (scope === undefined) throw new InvalidArgumentError('It must be read or write.')
  return [...before, scope]
}

export function dayValue(text: string): string {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('It must be a day such as 2025-02-12.')
  return text
}

export function knownAtValue(text: string): string {
  if (isVersion(text) || isInstant(text)) return text
  throw new InvalidArgumentError(
    'It must be a version of the graph such as 12, or an instant such as 2025-02-12T09:00:00Z.',
  )
}

/** A whole number within bounds. */
export function numberValue(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN
    if (number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
