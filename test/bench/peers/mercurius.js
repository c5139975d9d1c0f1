import Fastify from 'fastify'
import mercurius from 'mercurius'
import {
  allocationsOf,
  globalId,
  inLanguage,
  money,
  projectByCode,
  projectPage,
  typeName,
  validity,
} from './answers.js'
import { distinct, group, pick, rows } from './database.js'
import { PLAIN, SCHEMA } from './mercurius-schema.js'

/**
 * Mercurius as its documentation sets it up for production: Fastify, a loader for every field that leads to other rows,
 * and queries compiled from their second use (`jit: 1`); its caches of parsed and validated documents are on by default.
 */

const nodeFields = {
  id: globalId,
  name: ({ nameNl, nameEn }, { language }) => inLanguage(language, nameNl, nameEn),
}

const resolvers = {
  Query: {
    projects: (_, page) => projectPage(page),
    project: (_, { code }) => projectByCode(code),
    allocations: (_, { filter, first }) => allocationsOf(filter.entity, first),
  },
  GraphNode: { resolveType: ({ kind }) => typeName(kind) },
  ...Object.fromEntries(
    [...PLAIN, 'BuildingBlock', 'Deliverable', 'Decision'].map((name) => [name, nodeFields]),
  ),
  Project: {
    ...nodeFields,
    description: ({ descriptionNl, descriptionEn }, { language }) =>
      inLanguage(language, descriptionNl, descriptionEn),
    validity,
  },
  Allocation: { amount: money },
}

/** One row of another kind that a row names by id. */
const named = (statement, id) => async (queries) => {
  const keys = queries.map(({ obj }) => id(obj))
  const found = await rows(statement, [distinct(keys.filter((key) => key !== null))])
  return pick(keys, found)
}

/** Parents that ask alike are read together. */
const alike = (read) => async (queries) => {
  const places = new Map()
  queries.forEach(({ params }, at) => {
    const key = JSON.stringify(params)
    if (places.has(key)) places.get(key).push(at)
    else places.set(key, [at])
  })
  const answers = new Array(queries.length)
  for (const own of places.values()) {
    const parents = own.map((at) => queries[at].obj)
    const values = await read(parents, queries[own[0]].params)
    own.forEach((at, i) => (answers[at] = values[i]))
  }
  return answers
}

const ids = (parents) => parents.map(({ id }) => id)

/** The rows of each parent; one parent may be asked for several times. */
async function of(parents, statement, ...values) {
  const keys = ids(parents)
  return group(keys, await rows(statement, [distinct(keys), ...values]))
}

const relations = alike(async (parents, { kinds, direction, first }) => {
  const outgoing = direction === 'OUTGOING'
  const found = await of(parents, outgoing ? 'outgoingTies' : 'incomingTies', kinds, first)
  return found.map((ties, i) => ({
    nodes: ties.map((far) => ({
      kind: far.relationKind,
      source: outgoing ? parents[i] : far,
      target: outgoing ? far : parents[i],
    })),
  }))
})

const loaders = {
  Project: {
    owner: named('nodesById', ({ ownerId }) => ownerId),
    portfolio: named('nodesById', ({ portfolioId }) => portfolioId),
    allocations: alike(async (parents, { first }) => {
      const found = await of(parents, 'allocationsOfProjects', first)
      return found.map((nodes) => ({ nodes }))
    }),
    deliverables: alike((parents) => of(parents, 'deliverablesOfProjects')),
    relations,
  },
  BuildingBlock: { relations },
  Deliverable: { relations },
  Allocation: {
    project: named('nodesById', ({ projectId }) => projectId),
    decision: named('decisionsById', ({ decisionId }) => decisionId),
  },
}

const app = Fastify()
await app.register(mercurius, { schema: SCHEMA, resolvers, loaders, jit: 1, graphiql: false })
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', () => void app.close().then(() => process.exit()))
process.stdout.write('ready\n')
