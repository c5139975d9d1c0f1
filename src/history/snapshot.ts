import { BadInputError } from '../kernel/errors.js'
import { isIdentity } from '../kernel/identity.js'
import { isPresent, isVersion, type Moment } from '../kernel/moment.js'
import type { Opening } from '../database/reads.js'

type Ask = Parameters<Opening['enter']>[1]

/**
 * Opens the graph as of a moment: at present on the tables themselves, else on the views of the schema `as_of`, under
 * the same names. Either way the graph version is read in the same snapshot as everything else. Where it is opened for an
 * entity, the role that sees what is published and the entity's own drafts is taken on first, in the same round trip.
 */
export class GraphSnapshot implements Opening {
  readonly first: string
  readonly dialect: string
  #version: string | undefined
  #seen: string | undefined
  #head: string | undefined

  /** @param entity id of the entity that reads; null for whoever the connection is */
  constructor(
    readonly moment: Moment,
    entity: string | null = null,
  ) {
    this.first = `${entity === null ? '' : asEntity(entity)}select version from graph_head`
    this.dialect = `${isPresent(moment) ? '' : 'as of'}${entity === null ? '' : ' by an entity'}`
  }

  /** The version that is read; undefined before the snapshot is open. */
  get version(): string | undefined {
    return this.#version
  }

  /** The version that the graph is at, also where an earlier one is read: what is shown of that may hang on it. */
  get head(): string | undefined {
    return this.#head
  }

  /** What was read before this snapshot was taken is of this version: another would not go with it. */
  expect(version: string): void {
    this.#seen = version
    this.#version ??= version
    this.#head ??= version
  }

  async enter([head]: Record<string, unknown>[], ask: Ask): Promise<void> {
    const present = String(head?.['version'])
    if (this.#seen !== undefined && this.#seen !== present)
      throw new Error(`read ahead at version ${this.#seen}, and the graph is at ${present} now`)
    this.#head = present
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

/** Sent as it is: a statement among several has no parameters. */
function asEntity(id: string): string {
  if (!isIdentity(id)) throw new Error(`${id} is no identity`)
  return `set local role vrd_entity; select set_config('vrd.entity', '${id}', true); `
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
