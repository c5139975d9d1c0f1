import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import {
  createGraphDatabase,
  type GraphDatabase,
  insert,
  insertNode,
  insertTyped,
  type Values,
  verdict,
} from './graph-database.js'

let graph: GraphDatabase
let document: string
let node: string
let remark: string
beforeAll(async () => {
  graph = await createGraphDatabase()
})
afterAll(() => graph.drop())
beforeEach(async () => {
  await graph.client.query('begin')
  document = await insertTyped(graph.client, 'DOCUMENT')
  await insert(graph.client, 'document_part', {
    document_id: document,
    locator: '2.1',
    position: 1,
    title_nl: 'x',
  })
  node = await insertNode(graph.client, 'PROJECT')
  remark = randomUUID()
  await insert(graph.client, 'remark', {
    id: remark,
    kind: 'ROUNDED',
    node_id: node,
    position: 1,
    text_nl: 'x',
  })
  await insert(graph.client, 'remark_reading', { remark_id: remark, rank: 1, text_nl: 'x' })
})
afterEach(() => graph.client.query('rollback'))

const cite = (values: Values) =>
  verdict(graph.client, () =>
    insert(graph.client, 'citation', {
      id: randomUUID(),
      document_id: document,
      locator: '2.1',
      position: 1,
      ...values,
    }),
  )

describe('a citation', () => {
  test('is of a place that its document declares', async () => {
    expect(await cite({ node_id: node })).toBe('accepted')
    expect(await cite({ node_id: node, locator: '2.2' })).toBe('citation_part_fk')
    expect(await cite({ node_id: node, document_id: await insertTyped(graph.client, 'DOCUMENT') })).toBe(
      'citation_part_fk',
    )
    expect(await cite({ node_id: node, document_id: node })).toBe('citation_part_fk')
    expect(await cite({ node_id: node, locator: null })).toBe('locator')
  })

  test('has one subject', async () => {
    expect(await cite({})).toBe('citation_subject_check')
    expect(await cite({ node_id: node, remark_id: remark })).toBe('citation_subject_check')
    expect(await cite({ remark_id: remark })).toBe('accepted')
    const relation = randomUUID()
    const ends = { source_id: node, source_kind: 'PROJECT', target_id: document, target_kind: 'DOCUMENT' }
    await insert(graph.client, 'relation', { id: relation, kind: 'CITES', ...ends })
    expect(await cite({ relation_id: relation })).toBe('accepted')
    expect(await cite({ relation_id: relation, node_id: node })).toBe('citation_subject_check')
    expect(await cite({ relation_id: relation, remark_id: remark })).toBe('citation_subject_check')
  })

  test('has a subject that is there', async () => {
    expect(await cite({ node_id: randomUUID() })).toBe('citation_node_fk')
    expect(await cite({ relation_id: randomUUID() })).toBe('citation_relation_fk')
    expect(await cite({ remark_id: randomUUID() })).toBe('citation_remark_fk')
  })

  test('of a column is of a node, of a reading is of a remark that has it', async () => {
    expect(await cite({ node_id: node, column_name: 'pillar' })).toBe('accepted')
    expect(await cite({ remark_id: remark, column_name: 'pillar' })).toBe('citation_column_check')
    expect(await cite({ remark_id: remark, reading_rank: 1 })).toBe('accepted')
    expect(await cite({ remark_id: remark, reading_rank: 2 })).toBe('citation_reading_fk')
    expect(await cite({ node_id: node, reading_rank: 1 })).toBe('citation_reading_check')
  })
})

test('a place that is cited stays', async () => {
  await insert(graph.client, 'citation', {
    id: randomUUID(),
    document_id: document,
    locator: '2.1',
    position: 1,
    node_id: node,
  })
  const drop = 'delete from document_part'
  expect(await verdict(graph.client, () => graph.client.query(drop))).toBe('citation_part_fk')
  const gone = () => graph.client.query('delete from document where id = $1', [document])
  expect(await verdict(graph.client, gone)).toBe('citation_part_fk')
})
