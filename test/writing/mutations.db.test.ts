import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { list, OFFICE, WritingGraph } from './writing-graph.js'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
})
afterAll(() => graph.stop())

const DONE = { graphVersion: expect.stringMatching(/^\d+$/), errors: [] }
const NOTE = 'document:nota-vrd3-2025'

/** A refusal at a place of the input. */
function refused(code: string, ...path: string[]): object {
  return { graphVersion: null, errors: [{ code, path: ['input', ...path], message: expect.any(String) }] }
}

async function need(code: string, caller = OFFICE): Promise<string> {
  const made = await graph.write(caller, 'createNodes', {
    nodes: [{ kind: 'NEED', code, name: { nl: `Nood ${code}` } }],
  })
  expect(made).toMatchObject(DONE)
  return `need:${code}`
}

/** Corrects with the version that is current. */
async function change(
  mutation: string,
  input: object,
  selection = '',
): Promise<ReturnType<WritingGraph['write']>> {
  return graph.write(OFFICE, mutation, { expectedVersion: await graph.version(), ...input }, selection)
}

describe('createNodes', () => {
  test('makes nodes with details, names, citations and relations, which are read back at once', async () => {
    const made = await graph.write(
      OFFICE,
      'createNodes',
      {
        nodes: [
          {
            kind: 'BUILDING_BLOCK',
            code: 'proefblok',
            name: { nl: 'Proefblok', en: 'Trial block' },
            description: { nl: 'Een blok om te proberen' },
            names: [{ text: 'PB', language: 'NL', use: 'ABBREVIATION' }],
            validity: { from: '2026-Q2', through: '2029' },
            citations: [{ document: NOTE, locator: '2.A/table-1/row-3' }],
            details: { buildingBlock: { stage: 'PLANNED' } },
          },
          { kind: 'NEED', code: 'proefnood', name: { nl: 'Proefnood' } },
        ],
        relations: [
          { kind: 'REUSES', source: 'building-block:proefblok', target: 'building-block:magda' },
          { kind: 'ANSWERS', source: 'building-block:proefblok', target: 'need:proefnood', inferred: true },
        ],
      },
      `nodes { reference name description names { text use } validity { from to fromPrecision } citations { locator }
        ... on BuildingBlock { stage } relations { nodes { kind target { reference } inferred } } }
       relations { kind source { reference } }`,
    )
    expect(made).toMatchObject({
      ...DONE,
      nodes: [
        {
          reference: 'building-block:proefblok',
          name: 'Trial block',
          description: 'Een blok om te proberen',
          validity: { from: '2026-04-01', to: '2030-01-01', fromPrecision: 'QUARTER' },
          citations: [{ locator: '2.A/table-1/row-3' }],
          stage: 'PLANNED',
          relations: {
            nodes: [
              { kind: 'ANSWERS', target: { reference: 'need:proefnood' }, inferred: true },
              { kind: 'REUSES', target: { reference: 'building-block:magda' }, inferred: false },
            ],
          },
        },
        { reference: 'need:proefnood' },
      ],
      relations: [{ kind: 'REUSES', source: { reference: 'building-block:proefblok' } }, { kind: 'ANSWERS' }],
    })
    expect(made.graphVersion).toBe(await graph.version())
  })

  test('makes nodes of every kind, which may name each other in any order', async () => {
    const name = { nl: 'Proef' }
    const made = await graph.write(
      OFFICE,
      'createNodes',
      {
        draft: true,
        nodes: [
          { kind: 'ALLOCATION', code: 'p-toewijzing', name, details: { allocation: { appropriation: 'appropriation:p-krediet', project: 'project:p-01', amount: '12.5', allocationKind: 'INVESTMENT' } } },
          { kind: 'APPROPRIATION', code: 'p-krediet', name, details: { appropriation: { portfolio: 'portfolio:P-2031', budgetArticle: 'budget-article:p-artikel', fiscalYear: 2031, amount: '100' } } },
          { kind: 'BUDGET_ARTICLE', code: 'p-artikel', name, details: { budgetArticle: { article: 'PX0', baseAllocation: 'PX0-1' } } },
          { kind: 'PROJECT', code: 'p-01', name, details: { project: { number: 1, portfolio: 'portfolio:P-2031', pillar: 'pillar:p-lijn', owner: 'entity:p-entiteit' } } },
          { kind: 'PILLAR', code: 'p-lijn', name, details: { pillar: { number: 1, portfolio: 'portfolio:P-2031' } } },
          { kind: 'PORTFOLIO', code: 'P-2031', name, details: { portfolio: { fiscalYear: 2031, portfolioKind: 'INVESTMENT' } } },
          { kind: 'PROGRAMME', code: 'P', name },
          { kind: 'ENTITY', code: 'p-entiteit', name, details: { entity: { entityType: 'AGENCY', ovoCode: 'OVO999999' } } },
          { kind: 'WORKSTREAM', code: 'p-werf', name, details: { workstream: { number: 1, project: 'project:p-01' } } },
          { kind: 'DELIVERABLE', code: 'p-resultaat', name },
          { kind: 'MILESTONE', code: 'p-mijlpaal', name, details: { milestone: { due: '2031-Q1', body: 'governance-body:p-orgaan' } } },
          { kind: 'GOVERNANCE_BODY', code: 'p-orgaan', name },
          { kind: 'MEETING', code: 'p-zitting', name, details: { meeting: { date: '2031-02-01', body: 'governance-body:p-orgaan' } } },
          { kind: 'DECISION', code: 'p-beslissing', name, details: { decision: { status: 'PROPOSED', body: 'governance-body:p-orgaan', documentNumbers: ['P 1', 'P 2'], articles: [{ number: 1, text: { nl: 'Dit artikel beslist in eigen woorden iets dat lang genoeg is om te lezen.' } }] } } },
          { kind: 'ADVICE', code: 'p-advies', name, details: { advice: { form: 'ADVICE', verdict: 'FAVOURABLE', body: 'governance-body:p-orgaan', points: [{ subject: { nl: 'Een punt' }, reply: { nl: 'Een antwoord' } }, { subject: { nl: 'Nog een' } }] } } },
          { kind: 'EVALUATION', code: 'p-evaluatie', name, details: { evaluation: { fiscalYear: 2031, body: 'governance-body:p-orgaan' } } },
          { kind: 'NEED', code: 'p-nood', name },
          { kind: 'TARGET_GROUP', code: 'p-doelgroep', name },
          { kind: 'BUILDING_BLOCK', code: 'p-blok', name },
          { kind: 'REGULATION', code: 'p-regel', name, details: { regulation: { identifier: 'P/1' } } },
          { kind: 'POLICY_DOCUMENT', code: 'p-beleid', name, details: { policyDocument: { date: '2031' } } },
          { kind: 'DOCUMENT', code: 'p-document', name, citations: [{ document: 'document:p-document', locator: '1/row-1' }], details: { document: { number: 'P 3', date: '2031-03', parts: [{ locator: '1/row-1', title: { nl: 'Rij 1' } }] } } },
        ],
      },
      `nodes { reference draft kind ... on Allocation { status amount { amount } fiscalYear portfolio { code } project { owner { code } } }
        ... on Decision { documentNumbers articles { number text } } ... on Advice { points { subject reply } } ... on Milestone { due { date precision } } }`,
    ) // prettier-ignore
    expect(made).toMatchObject(DONE)
    expect(list(made.nodes)).toHaveLength(22)
    expect(new Set(list(made.nodes).map(({ draft }) => draft))).toEqual(new Set([true]))
    expect(made.nodes[0]).toMatchObject({
      status: 'DRAFT',
      amount: { amount: '12.50' },
      fiscalYear: 2031,
      portfolio: { code: 'P-2031' },
      project: { owner: { code: 'p-entiteit' } },
    })
    expect(made.nodes[10]).toMatchObject({ due: { date: '2031-01-01', precision: 'QUARTER' } })
    expect(made.nodes[13]).toMatchObject({ documentNumbers: ['P 1', 'P 2'], articles: [{ number: 1 }] })
    expect(made.nodes[14]).toMatchObject({
      points: [{ reply: 'Een antwoord' }, { subject: 'Nog een', reply: null }],
    })
  })

  test('tells everything that is wrong at once, each where it stands, and writes nothing', async () => {
    const before = await graph.version()
    const name = { nl: 'Fout' }
    const made = await graph.write(OFFICE, 'createNodes', {
      nodes: [
        { kind: 'NEED', code: 'goed', name },
        { kind: 'PROJECT', code: 'fout', name, details: { project: { portfolio: 'portfolio:NERGENS' } } },
        { kind: 'NEED', code: 'fout', name, details: { project: { number: 1 } } },
        { kind: 'MEETING', code: 'fout', name, details: { meeting: { body: 'entity:v-ict-or' } } },
        { kind: 'NEED', code: 'fouter', name, validity: { from: '2027', through: '2026' } },
        { kind: 'NEED', code: 'foutst', name, citations: [{ document: NOTE, locator: 'nergens' }] },
      ],
    })
    expect(made.graphVersion).toBeNull()
    expect(list(made.errors).map(({ code, path }) => `${code} ${list(path).join('.')}`)).toEqual([
      'BAD_USER_INPUT input.nodes.1.details.project.number',
      'BAD_USER_INPUT input.nodes.2.details.project',
      'BAD_USER_INPUT input.nodes.4.validity',
      'NOT_FOUND input.nodes.1.details.project.portfolio',
      'BAD_USER_INPUT input.nodes.3.details.meeting.body',
      'NOT_FOUND input.nodes.5.citations.0.locator',
    ])
    expect(await graph.version()).toBe(before)
  })

  test('refuses codes that are taken, no codes, or there twice', async () => {
    const name = { nl: 'X' }
    expect(
      await graph.write(OFFICE, 'createNodes', {
        nodes: [
          { kind: 'BUILDING_BLOCK', code: 'magda', name },
          { kind: 'NEED', code: 'geen code', name },
          { kind: 'NEED', code: 'twee', name },
          { kind: 'NEED', code: 'twee', name },
        ],
      }),
    ).toMatchObject({
      errors: [
        { code: 'CONSTRAINT_VIOLATED', path: ['input', 'nodes', '0', 'code'] },
        { code: 'BAD_USER_INPUT', path: ['input', 'nodes', '1', 'code'] },
        { code: 'BAD_USER_INPUT', path: ['input', 'nodes', '3', 'code'] },
      ],
    })
  })

  test('tells a law of the database at the place it is about, where only one can be meant', async () => {
    const name = { nl: 'X' }
    const project = (code: string, details: object) => ({
      kind: 'PROJECT',
      code,
      name,
      details: { project: { portfolio: 'portfolio:VRD3-2025', ...details } },
    })
    const [first, second] = [project('wet-1', { number: 1 }), project('wet-2', { number: 1 })]
    expect(
      await graph.write(OFFICE, 'createNodes', { nodes: [{ kind: 'NEED', code: 'wet', name }, first] }),
    ).toMatchObject(refused('CONSTRAINT_VIOLATED', 'nodes', '1', 'details', 'project', 'number'))
    expect(await graph.write(OFFICE, 'createNodes', { nodes: [first, second] })).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'nodes'),
    )
    expect(
      await change('correctNode', {
        node: 'project:VRD3-2025-01',
        change: { details: { project: { number: 2 } } },
      }),
    ).toMatchObject(refused('CONSTRAINT_VIOLATED', 'change', 'details', 'project', 'number'))
    const entity = { kind: 'ENTITY', code: 'wet', name, details: { entity: { ovoCode: 'OVO000032' } } }
    expect(await graph.write(OFFICE, 'createNodes', { nodes: [entity] })).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'nodes', '0', 'details', 'entity', 'ovoCode'),
    )
  })

  test('refuses what can be no text, no name, no year, no number and no code', async () => {
    const refusals = async (node: object) =>
      graph
        .write(OFFICE, 'createNodes', { nodes: [{ kind: 'NEED', code: 'x', name: { nl: 'X' }, ...node }] })
        .then(
          () => 'done',
          (error: Error) => error.message,
        )
    for (const node of [
      { name: { nl: ' ' } },
      { names: [{ text: 'x', language: 'NL', use: 'SHOWN' }] },
      { details: { portfolio: { fiscalYear: 5 } } },
      { details: { project: { number: 0 } } },
      { details: { entity: { ovoCode: 'OVO1' } } },
    ])
      expect(await refusals(node)).toBe('Argument Validation Error')
  })

  test('tells a law of the database in both languages', async () => {
    const { data } = await graph.ask(
      OFFICE,
      `mutation { createNodes(input: { idempotencyKey: "law-in-two-languages", reason: "a test", nodes: [
        { kind: PROJECT, code: "VRD3-2025-99", name: { nl: "X" }, details: { project: { number: 1, portfolio: "portfolio:VRD3-2025" } } }] })
        { errors { code nl: message(language: NL) en: message(language: EN) } } }`,
    )
    expect(data.createNodes.errors).toEqual([
      {
        code: 'CONSTRAINT_VIOLATED',
        nl: 'een ander project heeft dat nummer',
        en: 'another project bears that number',
      },
    ])
  })
})

describe('correctNode', () => {
  test('changes what is said, leaves what is not, empties what is null, and keeps what stood before', async () => {
    const node = await need('te-verbeteren')
    await change('correctNode', {
      node,
      change: { description: { nl: 'Eerst', en: 'First' }, inferred: true },
    })
    const { node: corrected } = await change(
      'correctNode',
      { node, change: { name: { nl: 'Verbeterd' }, description: null, code: 'verbeterd' } },
      'node { reference name description inferred history { operation reason before after } }',
    )
    expect(corrected).toMatchObject({
      reference: 'need:verbeterd',
      name: 'Verbeterd',
      description: null,
      inferred: true,
    })
    expect(list(corrected.history).map(({ operation }) => operation)).toEqual([
      'CREATED',
      'CORRECTED',
      'CORRECTED',
    ])
    const { data } = await graph.ask(OFFICE, '{ graphNode(reference: "need:te-verbeteren") { reference } }')
    expect(data.graphNode).toEqual({ reference: 'need:verbeterd' })
  })

  test('gives a code back: the one before becomes the alias', async () => {
    const node = await need('heen')
    await change('correctNode', { node, change: { code: 'weer' } })
    expect(
      await change('correctNode', { node: 'need:weer', change: { code: 'heen' } }, 'node { reference }'),
    ).toMatchObject({ ...DONE, node: { reference: 'need:heen' } })
  })

  test('replaces lists whole', async () => {
    const document = 'document:lijsten'
    await graph.write(OFFICE, 'createNodes', {
      nodes: [
        {
          kind: 'DOCUMENT',
          code: 'lijsten',
          name: { nl: 'Lijsten' },
          names: [
            { text: 'Een', language: 'NL', use: 'VARIANT' },
            { text: 'Twee', language: 'NL', use: 'VARIANT' },
          ],
          details: {
            document: {
              parts: [
                { locator: 'a', title: { nl: 'A' } },
                { locator: 'b', title: { nl: 'B' } },
              ],
            },
          },
        },
      ],
    })
    const { node } = await change(
      'correctNode',
      {
        node: document,
        change: {
          names: [{ text: 'Drie', language: 'NL', use: 'VARIANT' }],
          citations: [{ document, locator: 'a' }],
        },
      },
      'node { names { text } citations { locator title } }',
    )
    expect(node).toEqual({
      names: [{ text: 'Lijsten' }, { text: 'Drie' }],
      citations: [{ locator: 'a', title: 'A' }],
    })
    expect(
      await change('correctNode', { node: document, change: { details: { document: { parts: [] } } } }),
    ).toMatchObject(refused('CONSTRAINT_VIOLATED', 'change', 'details', 'document', 'parts'))
  })

  test('of what changed since the caller looked is a CONFLICT that tells the version', async () => {
    const node = await need('omstreden')
    const seen = await graph.version()
    const first = await graph.write(OFFICE, 'correctNode', {
      node,
      expectedVersion: seen,
      change: { name: { nl: 'Eerste' } },
    })
    const second = await graph.write(OFFICE, 'correctNode', {
      node,
      expectedVersion: seen,
      change: { name: { nl: 'Tweede' } },
    })
    expect(second).toMatchObject({
      graphVersion: null,
      errors: [{ code: 'CONFLICT', path: ['input', 'expectedVersion'], currentVersion: first.graphVersion }],
    })
  })

  test('does not mind what others did to other nodes', async () => {
    const node = await need('ongestoord')
    const seen = await graph.version()
    await need('iets-anders')
    expect(
      await graph.write(OFFICE, 'correctNode', { node, expectedVersion: seen, change: { inferred: true } }),
    ).toMatchObject(DONE)
  })

  test('refuses a version that is still to come', async () => {
    const node = await need('te-vroeg')
    expect(
      await graph.write(OFFICE, 'correctNode', {
        node,
        expectedVersion: '999999',
        change: { inferred: true },
      }),
    ).toMatchObject(refused('BAD_USER_INPUT', 'expectedVersion'))
  })

  test('that changes nothing makes no version', async () => {
    const node = await need('onveranderd')
    const before = await graph.version()
    expect(await change('correctNode', { node, change: { name: { nl: 'Nood onveranderd' } } })).toMatchObject(
      {
        ...DONE,
        graphVersion: before,
      },
    )
    expect(await graph.version()).toBe(before)
  })

  test('refuses details of another kind, and to empty what is needed', async () => {
    expect(
      await change('correctNode', {
        node: 'project:VRD3-2025-01',
        change: { details: { need: null, pillar: { number: 3 } } },
      }).catch((error: Error) => error.message),
    ).toMatch(/Exactly one key/)
    expect(
      await change('correctNode', {
        node: 'project:VRD3-2025-01',
        change: { details: { targetGroup: { number: 3 } } },
      }).catch((error: Error) => error.message),
    ).toMatch(/targetGroup/)
    expect(
      await change('correctNode', {
        node: 'project:VRD3-2025-01',
        change: { details: { pillar: { number: 3 } } },
      }),
    ).toMatchObject(refused('BAD_USER_INPUT', 'change', 'details', 'pillar'))
    expect(
      await change('correctNode', {
        node: 'project:VRD3-2025-01',
        change: { details: { project: { portfolio: null } } },
      }),
    ).toMatchObject(refused('BAD_USER_INPUT', 'change', 'details', 'project', 'portfolio'))
  })
})

describe('endNode and retractNode', () => {
  test('ends from the day after, and not before it starts', async () => {
    const node = await need('eindig')
    await change('correctNode', { node, change: { validity: { from: '2026-03-01' } } })
    expect(await change('endNode', { node, through: '2026-02-28' })).toMatchObject(
      refused('BAD_USER_INPUT', 'through'),
    )
    expect(
      await change('endNode', { node, through: '2026-12' }, 'node { validity { from to toPrecision } }'),
    ).toMatchObject({
      ...DONE,
      node: { validity: { from: '2026-03-01', to: '2027-01-01', toPrecision: 'MONTH' } },
    })
  })

  test('takes a node out of the present and leaves it in the past', async () => {
    const node = await need('vergissing')
    const seen = await graph.version()
    const { retracted } = await change('retractNode', { node }, 'retracted')
    const now = await graph.ask(
      OFFICE,
      `{ graphNode(reference: "${node}") { reference } changes(of: "${retracted}") { nodes { operation } } }`,
    )
    expect(now.data).toEqual({
      graphNode: null,
      changes: { nodes: [{ operation: 'CREATED' }, { operation: 'ENDED' }] },
    })
    const then = await graph.ask(
      OFFICE,
      `{ graphNode(reference: "${node}") { reference } }`,
      {},
      { knownAt: seen },
    )
    expect(then.data.graphNode).toEqual({ reference: node })
  })

  test('refuses to take out what others refer to', async () => {
    expect(await change('retractNode', { node: 'building-block:magda' })).toMatchObject(
      refused('CONSTRAINT_VIOLATED'),
    )
    expect(await change('retractNode', { node: 'portfolio:VRD3-2025' })).toMatchObject(
      refused('CONSTRAINT_VIOLATED'),
    )
  })
})

describe('relations', () => {
  test('are made, corrected, ended and retracted', async () => {
    const node = await need('verbonden')
    const made = await graph.write(
      OFFICE,
      'createRelations',
      {
        relations: [
          { kind: 'RAISED_BY', source: node, target: 'entity:v-ict-or', validity: { from: '2026' } },
        ],
      },
      'relations { id kind validity { from } }',
    )
    expect(made).toMatchObject({
      ...DONE,
      relations: [{ kind: 'RAISED_BY', validity: { from: '2026-01-01' } }],
    })
    const relation = made.relations[0].id as string
    expect(
      await change(
        'correctRelation',
        { relation, inferred: true, citations: [{ document: NOTE, locator: '2.A/table-1/row-3' }] },
        'relation { inferred citations { locator } validity { from } }',
      ),
    ).toMatchObject({
      ...DONE,
      relation: {
        inferred: true,
        citations: [{ locator: '2.A/table-1/row-3' }],
        validity: { from: '2026-01-01' },
      },
    })
    expect(
      await change('endRelation', { relation, through: '2027' }, 'relation { validity { to } }'),
    ).toMatchObject({ ...DONE, relation: { validity: { to: '2028-01-01' } } })
    expect(await change('retractRelation', { relation }, 'retracted')).toMatchObject({
      ...DONE,
      retracted: relation,
    })
    expect(await change('retractRelation', { relation }, 'retracted')).toMatchObject(
      refused('NOT_FOUND', 'relation'),
    )
  })

  test('tie only what their kind ties, once at a time, and no node to itself', async () => {
    const tie = (kind: string, source: string, target: string) =>
      graph.write(OFFICE, 'createRelations', { relations: [{ kind, source, target }] })
    expect(await tie('RAISED_BY', 'project:VRD3-2025-01', 'entity:v-ict-or')).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'relations', '0', 'kind'),
    )
    expect(await tie('REUSES', 'building-block:magda', 'building-block:magda')).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'relations', '0', 'target'),
    )
    const node = await need('dubbel')
    expect(await tie('RAISED_BY', node, 'entity:v-ict-or')).toMatchObject(DONE)
    expect(await tie('RAISED_BY', node, 'entity:v-ict-or')).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'relations', '0'),
    )
  })

  test('that stand in a field are corrected with their node', async () => {
    const { data } = await graph.ask(
      OFFICE,
      '{ project(code: "VRD3-2025-01") { relations(kinds: [PART_OF], first: 1) { nodes { id } } } }',
    )
    const [{ id }] = data.project.relations.nodes
    expect(await change('retractRelation', { relation: id })).toMatchObject(refused('NOT_FOUND', 'relation'))
  })
})
