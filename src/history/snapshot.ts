import { BadInputError } from '../kernel/errors.js'
import { isPresent, isVersion, type Moment } from '../kernel/moment.js'
import type { Opening } from '../database/reads.js'

type Ask = Parameters<Opening['enter']>[1]

/**
 * Opens the graph as of a moment: at present on the tables themselves, else on the views of the schema `as_of`, under
 * the same names. Either way the graph version is read in the same snapshot as everything else.
 */
export class GraphSnapshot implements Opening {
  readonly first = 'select version from graph_head'
  readonly dialect: string
  #version: string | undefined

  constructor(readonly moment: Moment) {
    this.dialect = isPresent(moment) ? '' : 'as of'
  }

  /** The version that is read; undefined before the snapshot is open. */
  get version(): string | undefined {
    return this.#version
  }

  async enter([head]: Record<string, unknown>[], ask: Ask): Promise<void> {
    const present = String(head?.['version'])
    if (isPresent(this.moment)) {
      this.#version = present
      return
    }
    const { on, decidedBy, knownAt } = this.moment
    const version = knownAt === null ? present : await versionAt(knownAt, present, ask)
    await ask(
      `select set_config('search_path', 'as_of, public', true), set_config('vrd.known_at', $1, true),
        set_config('vrd.valid_on', $2, true), set_config('vrd.decided_by', $3, true)`,
      [version, on ?? '', decidedBy ?? ''],
    )
    this.#version = version
  }
}

async function versionAt(knownAt: string, present: string, ask: Ask): Promise<string> {
  if (isVersion(knownAt)) {
    if (BigInt(knownAt) <= BigInt(present)) return knownAt
    throw new BadInputError(
      `there is no version ${knownAt} yet: the graph is at ${present}`,
      'extensions.asOf.knownAt',
    )
  }
  const [last] = await ask(
    'select coalesce(max(version), 0) as version from seen_version where at <= $1::timestamptz',
    [knownAt],
  )
  return String(last?.['version'])
}
