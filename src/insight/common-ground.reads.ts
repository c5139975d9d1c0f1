import sql, { empty, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import { formatReference } from '../kernel/reference.js'
import type { BatchRead } from '../database/batches.js'
import type { RowReader } from '../database/reads.js'
import { isOneOf, tieTable } from '../graph/tie-source.js'
import { validOn } from '../graph/tie.reads.js'
import {
  type Bond,
  type CommonGround,
  GROUNDS,
  type GroundKind,
  MOST_SHARING,
  type Thing,
} from './common-ground.js'
import { partiesOf, speakersOf, usesOf } from './uses.js'

interface StakeRow {
  readonly party: string
  readonly thing: string
  readonly role: Role
  readonly stated: boolean
  readonly part: string | null
}
interface NodeRow {
  readonly id: string
  readonly kind: NodeKind
  readonly code: string
}
interface BondRow extends Pick<Bond, 'as'> {
  readonly source: string
  /** Null where it tells who works on `circle`. */
  readonly target: string | null
  readonly circle: string | null
}

/** A need is answered or raised: who raised what another answers is no companion, but is served. */
const ROLES = ['BUILDING_BLOCK', 'ANSWERED', 'RAISED', 'ASKED_BY'] as const
type Role = (typeof ROLES)[number]

/** Reads all of it that at least two and not too many share, in three statements. @param on a day; all days where null */
export async function commonGroundOn(reads: RowReader, on: string | null): Promise<CommonGround> {
  const stakes = await reads.rows<StakeRow>(sql`
    with stake as (${stakesOf(partiesOf(sql`true`, on), on)})
    select party, thing, role, stated, part from (
      select party, thing, role, bool_or(not inferred) as stated,
        case when count(part) = count(*) and min(part::text) = max(part::text) then min(part::text) end as part,
        count(*) over (partition by thing, role) as sharing
      from stake group by party, thing, role
    ) as own where sharing between 2 and ${MOST_SHARING}::int`)
  const bonds = await reads.rows<BondRow>(bondsOn(on))
  const ids = new Set(stakes.flatMap(({ party, thing }) => [party, thing]))
  for (const { source, target } of bonds) ids.add(source).add(target ?? source)
  const nodes = await reads.rows<NodeRow>(sql`
    select n.id, n.kind, n.code from node n where n.id = any(${[...ids]}::uuid[])`)
  return numbered(stakes, nodes, bonds)
}

/** Ties between parties, entities further up from a project, and who work on the same: `circle` names what. */
function bondsOn(on: string | null): Sql {
  const valid = on === null ? empty : sql`and ${validOn('tie', on)}`
  return sql`
    select tie.source_id as source, tie.target_id as target, null as circle,
      case when tie.kind in ('MANAGED_BY', 'LED_BY') and tie.source_kind = 'PROJECT' and tie.target_kind = 'ENTITY' then 'ANSWERS_FOR'
        when tie.kind in ('PRECEDES', 'EVOLVES_INTO', 'REPLACES') then 'CONTINUES' else 'TIED' end as as
    from tie where ${isOneOf('tie.source_kind', PARTIES)} and ${isOneOf('tie.target_kind', PARTIES)} ${valid}
    union all
    select up.project, tie.target_id, null, 'TIED'
    from (
      select id as project, portfolio_id as id from project
      union all select id, pillar_id from project
      union all
      select project.id, tie.target_id from project join ${tieTable(['PRECEDES'])} on tie.source_id = project.portfolio_id
        and tie.kind = 'PART_OF' and tie.target_kind = 'PROGRAMME' ${valid}
    ) as up join ${tieTable(['LED_BY'])} on tie.source_id = up.id and ${isOneOf('tie.kind', ['MANAGED_BY', 'LED_BY'])}
      and tie.target_kind = 'ENTITY' ${valid}
    union all
    select party, null, part::text, null from (
      select speaker.party, speaker.part, count(*) over (partition by speaker.part) as parties
      from (select distinct party, part from (${speakersOf(partiesOf(sql`true`, on), on)}) as told where part is not null) as speaker
    ) as circle join node on node.id = circle.part and ${isOneOf('node.kind', ['DELIVERABLE', 'WORKSTREAM'])}
    where parties > 1`
}

const PARTIES: readonly NodeKind[] = ['PROJECT', 'ENTITY']

/** What parties have a stake in, one row for each way: also in those who raised the needs that they answer. */
function stakesOf(parties: Sql, on: string | null): Sql {
  return sql`
    with used as materialized (${usesOf(parties, on)})
    select party, shared as thing, part, inferred, ties,
      case kind when 'ANSWERS' then 'ANSWERED' when 'RAISED_BY' then 'RAISED' else 'BUILDING_BLOCK' end as role
    from used
    union all
    select used.party, tie.target_id, used.shared, used.inferred or tie.inferred, used.ties || tie.id, 'ASKED_BY'
    from used join ${tieTable(['RAISED_BY'])} on tie.source_id = used.shared and tie.kind = 'RAISED_BY'
      ${on === null ? empty : sql`and ${validOn('tie', on)} join node n on n.id = tie.target_id and ${validOn('n', on)}`}
    where used.kind = 'ANSWERS'`
}

const groundOf = (role: Role): GroundKind => (role === 'ANSWERED' || role === 'RAISED' ? 'NEED' : role)

function numbered(
  stakes: readonly StakeRow[],
  nodes: readonly NodeRow[],
  bonds: readonly BondRow[],
): CommonGround {
  const byId = new Map(nodes.map((node) => [node.id, { ...node, reference: formatReference(node) }]))
  const known = (id: string): NodeRow & { readonly reference: string } => {
    const node = byId.get(id)
    if (!node) throw new Error(`no node ${id}`)
    return node
  }
  // Also who has no stake in anything: an entity may answer for two who have, a project stand between two years of one.
  const told = [
    ...stakes.map(({ party }) => party),
    ...bonds.flatMap(({ source, target }) => (target === null ? [source] : [source, target])),
  ]
  const parties = [...new Set(told)].map(known).sort(byReference)
  const things = ROLES.flatMap((role) =>
    [...new Set(stakes.flatMap((stake) => (stake.role === role ? [stake.thing] : [])))].map((id) => ({
      ...known(id),
      role,
      ground: groundOf(role),
    })),
  ).sort((a, b) => GROUNDS.indexOf(a.ground) - GROUNDS.indexOf(b.ground) || byReference(a, b))
  const partyAt = new Map(parties.map(({ id }, at) => [id, at]))
  const thingAt = new Map(ROLES.map((role) => [role, new Map<string, number>()]))
  for (const [at, { id, role }] of things.entries()) thingAt.get(role)?.set(id, at)
  const parts = new Map<string, number>()
  const partAt = (part: string): number => {
    const at = parts.get(part) ?? parts.size
    parts.set(part, at)
    return at
  }
  return {
    parties,
    things,
    stakes: stakes.map(({ party, thing, role, stated, part }) => ({
      party: partyAt.get(party) as number,
      thing: thingAt.get(role)?.get(thing) as number,
      stated,
      part: part === null ? null : partAt(part),
    })),
    bonds: bonds.flatMap(({ source, target, as }) => {
      const [from, to] = [partyAt.get(source), partyAt.get(target ?? '')]
      return from === undefined || to === undefined ? [] : [{ from, to, as }]
    }),
    circles: circlesOf(bonds, partyAt),
  }
}

function circlesOf(bonds: readonly BondRow[], partyAt: ReadonlyMap<string, number>): number[][] {
  const circles = new Map<string, Set<number>>()
  for (const { source, circle } of bonds) {
    const party = partyAt.get(source)
    if (circle === null || party === undefined) continue
    const members = circles.get(circle)
    if (members) members.add(party)
    else circles.set(circle, new Set([party]))
  }
  return [...circles.values()].filter(({ size }) => size > 1).map((members) => [...members])
}

function byReference(a: { readonly reference: string }, b: { readonly reference: string }): number {
  return a.reference < b.reference ? -1 : Number(a.reference > b.reference)
}

/** What is asked of one side of a reason. */
export interface WayQuestion {
  readonly party: string
  readonly thing: Pick<Thing, 'id' | 'ground'>
  readonly on: string | null
}

/** The ids of the ties by which parties come to what they have a stake in: stated ways before inferred ones, the shortest first. */
export const waysToThings: BatchRead<WayQuestion, readonly string[]> = async (reads, questions) => {
  const ways = new Map<string, readonly string[]>()
  for (const on of new Set(questions.map((question) => question.on))) {
    const parties = [...new Set(questions.map(({ party }) => party))]
    const rows = await reads.rows<{ party: string; thing: string; role: Role; ties: string[] }>(sql`
      with stake as (${stakesOf(partiesOf(sql`n.id = any(${parties}::uuid[])`, on), on)})
      select distinct on (party, role, thing) party, thing, role, ties from stake
      order by party, role, thing, inferred, cardinality(ties), ties`)
    for (const { party, thing, role, ties } of rows)
      ways.set(`${on} ${party} ${groundOf(role)} ${thing}`, ties)
  }
  return questions.map(({ party, thing, on }) => ways.get(`${on} ${party} ${thing.ground} ${thing.id}`) ?? [])
}
