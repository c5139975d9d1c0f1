import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { OperationsService } from '../operations/operations-service.js'
import { withClient } from '../support/test-run.js'

interface Told {
  readonly version: string
  readonly subject: string
  readonly operation: string
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
  readonly [field: string]: unknown
}
interface Changes {
  readonly nodes: readonly Told[]
  readonly upTo: string
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
}

const FIELDS =
  'nodes { version at author reason operation subject before after nl: summary(language: NL) en: summary(language: EN) } upTo pageInfo { hasNextPage endCursor }'
const PROJECT = 'project:VRD3-2025-08'

describe('the ledger through the API', () => {
  let service: OperationsService
  let versions: Record<'renamed' | 'tied' | 'untied' | 'gone', string>
  beforeAll(async () => {
    service = await OperationsService.start()
    versions = await withClient(service.database.url, async (client) => {
      const write = async (author: string, ...statements: string[]) => {
        await client.query('begin')
        await client.query(
          `select set_config('vrd.author', $1, true), set_config('vrd.reason', 'A reason', true)`,
          [author],
        )
        for (const statement of statements) await client.query(statement)
        await client.query('commit')
        const { rows } = await client.query<{ version: string }>('select version from graph_head')
        return rows[0]?.version ?? ''
      }
      const id = (code: string) => `(select id from node where code = '${code}')`
      return {
        renamed: await write(
          'An officer',
          `update node set name_en = 'Assistant for all' where code = 'VRD3-2025-08'`,
          `update project set owner_id = ${id('digitaal-vlaanderen')} where id = ${id('VRD3-2025-08')}`,
        ),
        tied: await write(
          'An architect',
          `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
            values ('00000000-0000-4000-8000-000000000001', 'DEPENDS_ON', ${id('ipdc')}, 'BUILDING_BLOCK', ${id('geopunt')}, 'BUILDING_BLOCK')`,
        ),
        untied: await write(
          'An architect',
          `delete from relation where id = '00000000-0000-4000-8000-000000000001'`,
        ),
        gone: await write(
          'An officer',
          `delete from relation where ${id('crm')} in (source_id, target_id)`,
          `delete from node where code = 'crm' and kind = 'WORKSTREAM'`,
        ),
      }
    })
  })
  afterAll(() => service.stop())

  const ask = (document: string, asOf?: Record<string, unknown>) =>
    service.ask({ document, variables: {} }, asOf)
  const changes = async (args: string) =>
    ((await ask(`{ changes(${args}) { ${FIELDS} } }`)).body.data as { changes: Changes }).changes

  test('tells who changed what, when, why and how it stood before', async () => {
    const { nodes, upTo } = await changes(`after: "1", of: "${PROJECT}"`)
    expect(upTo).toBe(versions.gone)
    expect(nodes).toHaveLength(1)
    const [change] = nodes
    expect(change).toMatchObject({
      version: versions.renamed,
      author: 'An officer',
      reason: 'A reason',
      operation: 'CORRECTED',
      subject: PROJECT,
      before: { nameEn: 'Digital Assistant', owner: null },
      after: { nameEn: 'Assistant for all', owner: expect.stringMatching(/./) },
      en: `${PROJECT} changed: name (English) “Digital Assistant” → “Assistant for all”; owner nothing → entity:digitaal-vlaanderen`,
      nl: `${PROJECT} gewijzigd: naam (Engels) “Digital Assistant” → “Assistant for all”; eigenaar niets → entity:digitaal-vlaanderen`,
    })
    expect(change?.['at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  })

  test('the ids in it are those of the API', async () => {
    const [change] = (await changes(`after: "1", of: "${PROJECT}"`)).nodes
    const { body } = await ask(
      `{ owner: node(id: "${String(change?.after?.['owner'])}") { ... on Entity { code } } self: node(id: "${String(change?.after?.['id'])}") { ... on Project { code } } }`,
    )
    expect(body.data).toEqual({ owner: { code: 'digitaal-vlaanderen' }, self: { code: 'VRD3-2025-08' } })
  })

  test('money in it is exact', async () => {
    const { nodes } = await changes('kinds: [APPROPRIATION], first: 1')
    const credit = nodes.find(({ subject }) => subject.includes('VRD3-2025'))
    expect(credit?.after).toMatchObject({ amount: '18000000.00', allocated: '18000000.00' })
  })

  test('a relation is named by its ends and stays known when it is gone', async () => {
    const { nodes } = await changes(`after: "${versions.renamed}", first: 2`)
    expect(nodes.map(({ operation, en }) => [operation, en])).toEqual([
      ['CREATED', 'building-block:ipdc DEPENDS_ON building-block:geopunt new'],
      ['ENDED', 'building-block:ipdc DEPENDS_ON building-block:geopunt gone'],
    ])
    const subject = nodes[0]?.subject ?? ''
    expect((await changes(`of: "${subject}"`)).nodes).toEqual(nodes)
    expect((await ask(`{ node(id: "${subject}") { id } }`)).body.data).toEqual({ node: null })
    expect((await ask(`{ node(id: "${subject}") { id } }`, { knownAt: versions.tied })).body.data).toEqual({
      node: { id: subject },
    })
  })

  test('a node that is gone is found by the reference it bore, with all that went with it', async () => {
    const { nodes } = await changes(`of: "workstream:crm"`)
    expect(nodes.map(({ operation, version }) => [operation, version])).toEqual([
      ['CREATED', '1'],
      ['ENDED', versions.gone],
    ])
    expect(nodes[1]?.before).toEqual(nodes[0]?.after)
    expect(nodes[1]?.after).toBeNull()
    const history = '{ workstream(code: "crm") { history { operation version } } }'
    expect((await ask(history)).body.data).toEqual({ workstream: null })
    expect((await ask(history, { knownAt: versions.untied })).body.data).toEqual({
      workstream: { history: [{ operation: 'CREATED', version: '1' }] },
    })
  })

  test('pages hold whole versions: none is missed and none repeated, by upTo as by endCursor', async () => {
    const all = (await changes('first: 100')).nodes
    expect(all.length).toBeGreaterThan(1_400)
    for (const next of [({ upTo }: Changes) => upTo, ({ pageInfo }: Changes) => pageInfo.endCursor]) {
      const seen: Told[] = []
      let page = await changes('first: 1')
      for (; ; page = await changes(`first: 1, after: "${next(page)}"`)) {
        seen.push(...page.nodes)
        if (!page.pageInfo.hasNextPage) break
      }
      expect(page.upTo).toBe(versions.gone)
      const names = seen.map(({ version, subject }) => `${version} ${subject}`)
      expect(new Set(names).size).toBe(names.length)
      expect(seen.slice(0, all.length)).toEqual(all.slice(0, seen.length))
      expect(seen.length).toBeGreaterThan(all.length)
    }
    expect((await changes(`after: "${versions.gone}"`)).nodes).toEqual([])
  })

  test('a place within a version leads on to the very next change', async () => {
    const all = (await changes('first: 100')).nodes
    const { nodes, pageInfo } = await changes('after: "1.1400", first: 1')
    expect(nodes).toEqual(all.slice(1400))
    expect(pageInfo).toMatchObject({ hasNextPage: true, endCursor: '1' })
  })

  test('a version with thousands of changes is told in parts', async () => {
    const large = await withClient(service.database.url, async (client) => {
      await client.query(`insert into node (id, kind, code, name_nl)
        select gen_random_uuid(), 'NEED', 'many-' || i, 'Veel' from generate_series(1, 4500) i`)
      const { rows } = await client.query<{ version: string }>('select version from graph_head')
      return rows[0]?.version ?? ''
    })
    const pages: Changes[] = []
    for (let after = versions.gone; pages.at(-1)?.pageInfo.hasNextPage !== false;) {
      pages.push(await changes(`after: "${after}", first: 100`))
      after = pages.at(-1)?.pageInfo.endCursor ?? ''
    }
    expect(pages.map(({ nodes, upTo, pageInfo }) => [nodes.length, upTo, pageInfo.endCursor])).toEqual([
      [2000, versions.gone, `${large}.2000`],
      [2000, versions.gone, `${large}.4000`],
      [500, large, large],
    ])
    const subjects = pages.flatMap(({ nodes }) => nodes.map(({ subject }) => subject))
    expect(new Set(subjects).size).toBe(4500)
    await withClient(service.database.url, (client) =>
      client.query(`delete from node where code like 'many-%'`),
    )
  })

  test('a difference is each thing once, and what came and went between is none', async () => {
    const { body } = await ask(`{ diff(from: "1", to: "${versions.gone}") { from to totalCount
      changes { subject operation version } summary(language: EN) nl: summary(language: NL) } }`)
    const { diff } = body.data as { diff: { changes: { subject: string }[]; summary: string; nl: string } }
    expect(diff.changes.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([PROJECT, 'workstream:crm']),
    )
    expect(diff.changes.some(({ subject }) => subject.startsWith('building-block'))).toBe(false)
    expect(diff.summary).toMatch(
      new RegExp(`^From version 1 to version ${versions.gone}: 1 node changed, 1 node gone`),
    )
    expect(diff.summary).toContain(`\n${PROJECT} changed: name (English)`)
    expect(diff.nl).toMatch(
      new RegExp(`^Van versie 1 naar versie ${versions.gone}: 1 knoop gewijzigd, 1 knoop vervallen`),
    )
    const none = await ask(
      `{ diff(from: "${versions.renamed}", to: "${versions.untied}") { totalCount summary(language: EN) } }`,
    )
    expect(none.body.data).toEqual({
      diff: {
        totalCount: 0,
        summary: `From version ${versions.renamed} to version ${versions.untied}: no difference.`,
      },
    })
  })

  test.each([
    ['changes(after: "99")', 'BAD_USER_INPUT', 'after'],
    ['changes(after: "one")', 'BAD_USER_INPUT', 'after'],
    ['changes(after: "-1")', 'BAD_USER_INPUT', 'after'],
    ['changes(first: 101)', 'BAD_USER_INPUT', 'first'],
    ['changes(first: 0)', 'BAD_USER_INPUT', 'first'],
    ['changes(of: "project:nergens")', 'NOT_FOUND', 'of'],
    ['changes(of: "nergens")', 'BAD_USER_INPUT', 'of'],
    ['changes(of: "UmVsYXRpb246bm9uZQ")', 'BAD_USER_INPUT', 'of'],
    ['changes(kinds: [NONE])', 'BAD_USER_INPUT', 'kinds.0'],
    ['diff(from: "2", to: "1")', 'BAD_USER_INPUT', 'from'],
    ['diff(from: "0", to: "99")', 'BAD_USER_INPUT', 'to'],
    ['diff(from: "0.1", to: "1")', 'BAD_USER_INPUT', 'from'],
  ])('%s is refused', async (field, code, argument) => {
    const { body } = await ask(`{ ${field} { __typename } }`)
    expect(body.errors?.[0]?.extensions).toMatchObject({ code, argument })
  })
})
