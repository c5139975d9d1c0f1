import SchemaBuilder from '@pothos/core'
import DataloaderPlugin from '@pothos/plugin-dataloader'
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
import { group, pick, rows } from './database.js'

/** The same questions as the service's, built with Pothos: its plugin for data loaders reads what belongs to many parents. */

const builder = new SchemaBuilder({ plugins: [DataloaderPlugin], defaultFieldNullability: false })

const Language = builder.enumType('Language', { values: ['NL', 'EN'] })
const Direction = builder.enumType('Direction', { values: ['OUTGOING', 'INCOMING'] })
const RelationKind = builder.enumType('RelationKind', {
  values: [
    'DELIVERS', 'INTEGRATES', 'EVOLVES_INTO', 'REPLACES', 'IMPLEMENTS', 'REUSES', 'DEPENDS_ON', 'SERVES', 'ANSWERS',
  ], // prettier-ignore
})
const AllocationFilter = builder.inputType('AllocationFilter', {
  fields: (t) => ({ entity: t.string({ required: true }) }),
})

const GraphNode = builder.interfaceRef('GraphNode').implement({
  resolveType: ({ kind }) => typeName(kind),
  fields: (t) => ({
    id: t.id({ resolve: globalId }),
    kind: t.exposeString('kind'),
    code: t.exposeString('code'),
    name: t.string({
      args: { language: t.arg({ type: Language }) },
      resolve: ({ nameNl, nameEn }, { language }) => inLanguage(language, nameNl, nameEn),
    }),
  }),
})

/** Kinds that rows name by id, and that are shown with what every node has. */
const named = (name, statement, fields = () => ({})) =>
  builder.loadableObject(name, {
    interfaces: [GraphNode],
    load: async (ids) => pick(ids, await rows(statement, [ids])),
    fields,
  })

const Entity = named('Entity', 'nodesById')
const Portfolio = named('Portfolio', 'nodesById')
const Decision = named('Decision', 'decisionsById', (t) => ({
  date: t.exposeString('date', { nullable: true }),
  status: t.exposeString('status'),
}))
for (const name of ['Regulation', 'PolicyDocument', 'Pillar', 'Workstream', 'Need', 'TargetGroup']) {
  named(name, 'nodesById')
}

const Money = builder.objectRef('Money').implement({
  fields: (t) => ({ amount: t.exposeString('amount'), currency: t.exposeString('currency') }),
})

const Period = builder.objectRef('Period').implement({
  fields: (t) => ({
    from: t.exposeString('from', { nullable: true }),
    to: t.exposeString('to', { nullable: true }),
    fromPrecision: t.exposeString('fromPrecision', { nullable: true }),
    toPrecision: t.exposeString('toPrecision', { nullable: true }),
  }),
})

const Relation = builder.objectRef('Relation').implement({
  fields: (t) => ({
    kind: t.exposeString('kind'),
    source: t.expose('source', { type: GraphNode }),
    target: t.expose('target', { type: GraphNode }),
  }),
})

const RelationConnection = builder.objectRef('RelationConnection').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [Relation] }) }),
})

const relations = (t) =>
  t.loadable({
    type: RelationConnection,
    byPath: true,
    args: {
      kinds: t.arg({ type: [RelationKind], required: true }),
      direction: t.arg({ type: Direction, required: true }),
      first: t.arg.int({ defaultValue: 50, required: true }),
    },
    loaderOptions: { cacheKeyFn: ({ id }) => id },
    load: async (parents, _context, { kinds, direction, first }) => {
      const keys = parents.map(({ id }) => id)
      const outgoing = direction === 'OUTGOING'
      const found = await rows(outgoing ? 'outgoingTies' : 'incomingTies', [keys, kinds, first])
      return group(keys, found).map((ties, i) => ({
        nodes: ties.map((far) => ({
          kind: far.relationKind,
          source: outgoing ? parents[i] : far,
          target: outgoing ? far : parents[i],
        })),
      }))
    },
    resolve: (parent) => parent,
  })

const Allocation = builder.objectRef('Allocation')
const AllocationPage = builder.objectRef('AllocationPage').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [Allocation] }) }),
})

const Project = builder.loadableObject('Project', {
  interfaces: [GraphNode],
  load: async (ids) => pick(ids, await rows('nodesById', [ids])),
  fields: (t) => ({
    number: t.exposeInt('number'),
    description: t.string({
      nullable: true,
      args: { language: t.arg({ type: Language }) },
      resolve: ({ descriptionNl, descriptionEn }, { language }) =>
        inLanguage(language, descriptionNl, descriptionEn),
    }),
    inferred: t.exposeBoolean('inferred'),
    validity: t.field({ type: Period, resolve: validity }),
    owner: t.field({ type: Entity, nullable: true, resolve: ({ ownerId }) => ownerId }),
    portfolio: t.field({ type: Portfolio, resolve: ({ portfolioId }) => portfolioId }),
    allocations: t.loadable({
      type: AllocationPage,
      byPath: true,
      args: { first: t.arg.int({ defaultValue: 50, required: true }) },
      load: async (ids, _context, { first }) =>
        group(ids, await rows('allocationsOfProjects', [ids, first])).map((nodes) => ({ nodes })),
      resolve: ({ id }) => id,
    }),
    deliverables: t.loadableGroup({
      type: GraphNode,
      load: (ids) => rows('deliverablesOfProjects', [ids]),
      group: ({ key }) => key,
      resolve: ({ id }) => id,
    }),
    relations: relations(t),
  }),
})

builder.objectType(builder.objectRef('BuildingBlock'), {
  name: 'BuildingBlock',
  interfaces: [GraphNode],
  fields: (t) => ({ stage: t.exposeString('stage', { nullable: true }), relations: relations(t) }),
})
builder.objectType(builder.objectRef('Deliverable'), {
  name: 'Deliverable',
  interfaces: [GraphNode],
  fields: (t) => ({ relations: relations(t) }),
})

Allocation.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    code: t.exposeString('code'),
    allocationKind: t.exposeString('allocationKind'),
    status: t.exposeString('status'),
    fiscalYear: t.exposeInt('fiscalYear'),
    amount: t.field({ type: Money, resolve: money }),
    project: t.field({ type: Project, nullable: true, resolve: ({ projectId }) => projectId }),
    decision: t.field({ type: Decision, nullable: true, resolve: ({ decisionId }) => decisionId }),
  }),
})

const AllocationConnection = builder.objectRef('AllocationConnection').implement({
  fields: (t) => ({
    nodes: t.expose('nodes', { type: [Allocation] }),
    totalCount: t.exposeInt('totalCount'),
    sum: t.expose('sum', { type: Money }),
  }),
})

const PageInfo = builder.objectRef('PageInfo').implement({
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    endCursor: t.exposeString('endCursor', { nullable: true }),
  }),
})

const ProjectConnection = builder.objectRef('ProjectConnection').implement({
  fields: (t) => ({
    nodes: t.expose('nodes', { type: [Project] }),
    pageInfo: t.expose('pageInfo', { type: PageInfo }),
  }),
})

builder.queryType({
  fields: (t) => ({
    projects: t.field({
      type: ProjectConnection,
      args: { first: t.arg.int({ defaultValue: 50, required: true }), after: t.arg.string() },
      resolve: (_, page) => projectPage(page),
    }),
    project: t.field({
      type: Project,
      nullable: true,
      args: { code: t.arg.string({ required: true }) },
      resolve: (_, { code }) => projectByCode(code),
    }),
    allocations: t.field({
      type: AllocationConnection,
      args: {
        filter: t.arg({ type: AllocationFilter, required: true }),
        first: t.arg.int({ defaultValue: 50, required: true }),
      },
      resolve: (_, { filter, first }) => allocationsOf(filter.entity, first),
    }),
  }),
})

export const schema = builder.toSchema()
