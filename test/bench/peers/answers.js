import { rows } from './database.js'

/** How rows become what the schema of the hand-written peers shows; one meaning for both of them. */

const TYPE_NAMES = new Map()

/** `BUILDING_BLOCK` is shown as `BuildingBlock`. */
export function typeName(kind) {
  let name = TYPE_NAMES.get(kind)
  if (name === undefined) {
    name = kind.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase())
    TYPE_NAMES.set(kind, name)
  }
  return name
}

export function globalId({ kind, id }) {
  return Buffer.from(`${typeName(kind)}:${id}`).toString('base64url')
}

export function inLanguage(language, nl, en) {
  return language === 'EN' ? (en ?? nl) : (nl ?? en)
}

export function validity(row) {
  return {
    from: row.validFrom,
    to: row.validTo,
    fromPrecision: row.validFromPrecision,
    toPrecision: row.validToPrecision,
  }
}

export function money({ amount, amountPrecision }) {
  return { amount, currency: 'EUR', precision: amountPrecision }
}

/** One page; the cursor holds what the next one starts after. */
export async function projectPage({ first, after }) {
  const read = after
    ? rows('projectsAfter', [...JSON.parse(Buffer.from(after, 'base64url').toString()).slice(1), first + 1])
    : rows('firstProjects', [first + 1])
  const found = await read
  const nodes = found.slice(0, first)
  const last = nodes.at(-1)
  const key = last && JSON.stringify(['NUMBER_ASC', String(last.number), last.code])
  return {
    nodes,
    pageInfo: {
      hasNextPage: found.length > first,
      endCursor: last ? Buffer.from(key).toString('base64url') : null,
    },
  }
}

export async function projectByCode(code) {
  const [row] = await rows('projectByCode', [code])
  return row ?? null
}

/** What one entity receives, named by reference (`entity:vlabel`) or OVO code. */
export async function allocationsOf(entity, first) {
  const code = entity.replace(/^entity:/, '')
  const [found] = await rows(code === entity ? 'entityByOvoCode' : 'entityByCode', [code])
  if (!found) throw new Error('there is no such entity')
  const [nodes, [sum]] = await Promise.all([
    rows('allocationsOfEntity', [found.id, first]),
    rows('sumOfEntity', [found.id]),
  ])
  return { nodes, totalCount: sum.count, sum: { amount: sum.amount, currency: 'EUR' } }
}
