import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { allocate, insertCredit } from './credit.js'
import {
  createGraphDatabase,
  type GraphDatabase,
  insert,
  insertNode,
  insertTyped,
  verdict,
} from './graph-database.js'

let graph: GraphDatabase
let client: Client
let ours: string
let theirs: string
let own: string
let others: string
let published: string
let target: string
beforeAll(async () => {
  graph = await createGraphDatabase()
  client = graph.client
  ours = await insertTyped(client, 'ENTITY')
  theirs = await insertTyped(client, 'ENTITY')
  own = await insertTyped(client, 'NEED')
  others = await insertTyped(client, 'NEED')
  published = await insertTyped(client, 'PROGRAMME')
  const { rows } = await client.query<{ kind: string }>(
    `select target_kind as kind from relation_rule where source_kind = 'NEED' order by kind, target_kind limit 1`,
  )
  target = await insertNode(client, rows[0]?.kind ?? '')
  await insert(client, 'steward', { node_id: own, entity_id: ours })
  await insert(client, 'steward', { node_id: others, entity_id: theirs })
})
afterAll(() => graph.drop())
beforeEach(() => client.query('begin'))
afterEach(() => client.query('rollback'))

const as = (kinds: string, entity: string) =>
  client.query(
    `select set_config('role', 'vrd_writer', true), set_config('vrd.kinds', $1, true), set_config('vrd.entity', $2, true)`,
    [kinds, entity],
  )
const said = (work: () => Promise<unknown>) => verdict(client, work)
const REFUSED = /^new row violates row-level security policy for table/
const written = async (statement: string, ...values: unknown[]) =>
  (await client.query(statement, values)).rowCount
const rename = (id: string) => written(`update node set name_nl = 'Anders' where id = $1`, id)
const draft = (subject_id: string, owner_id: string | null = null, belongs_to = subject_id) =>
  insert(client, 'draft', { subject_id, belongs_to, owner_id })

describe('who writes for an entity', () => {
  beforeEach(() => as('NEED,EVALUATION', ours))

  test('writes to what it looks after, and to nothing else', async () => {
    expect(await rename(own)).toBe(1)
    for (const id of [others, ours, published]) expect(await rename(id)).toBe(0)
    expect(await written('delete from node where id = any ($1)', [others, ours, published])).toBe(0)
    expect(
      await said(() =>
        insert(client, 'node_name', { node_id: own, position: 1, text: 'x', language: 'NL', use: 'VARIANT' }),
      ),
    ).toBe('accepted')
    expect(
      await said(() =>
        insert(client, 'node_name', {
          node_id: others,
          position: 1,
          text: 'x',
          language: 'NL',
          use: 'VARIANT',
        }),
      ),
    ).toMatch(REFUSED)
    expect(
      await said(() =>
        insert(client, 'remark', {
          id: randomUUID(),
          node_id: published,
          position: 1,
          kind: 'ROUNDED',
          text_nl: 'x',
        }),
      ),
    ).toMatch(REFUSED)
    const tie = (source: string) =>
      client.query(
        `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
         select gen_random_uuid(), r.kind, $1, 'NEED', t.id, t.kind from relation_rule r join node t on t.kind = r.target_kind
         where r.source_kind = 'NEED' and t.id = $2`,
        [source, target],
      )
    expect(await said(() => tie(own))).toBe('accepted')
    expect(await said(() => tie(others))).toMatch(REFUSED)
  })

  test('makes what is new its own, by a steward that is written first', async () => {
    const make = async (kind: string, entity: string | null) => {
      const id = randomUUID()
      if (entity !== null) await insert(client, 'steward', { node_id: id, entity_id: entity })
      await insert(client, 'node', { id, kind, code: `n-${id}`, name_nl: kind })
      await insert(client, kind.toLowerCase(), { id, kind })
      await client.query('set constraints steward_node_fk immediate')
    }
    expect(await said(() => make('NEED', ours))).toBe('accepted')
    expect(await said(() => make('NEED', theirs))).toMatch(REFUSED)
    expect(await said(() => make('NEED', null))).toMatch(REFUSED)
    expect(await said(() => make('DELIVERABLE', ours))).toMatch(REFUSED)
  })

  test('takes over nothing that is there', async () => {
    expect(await said(() => insert(client, 'steward', { node_id: published, entity_id: ours }))).toMatch(
      REFUSED,
    )
    expect(await written('update steward set entity_id = $1', ours)).toBe(0)
    expect(await written('delete from steward')).toBe(0)
    expect(
      await said(() => client.query(`update node set kind = 'DELIVERABLE' where id = $1`, [own])),
    ).toMatch(REFUSED)
  })

  test('drafts under its own name only', async () => {
    expect(await said(() => draft(randomUUID(), ours))).toBe('accepted')
    expect(await said(() => draft(randomUUID(), theirs))).toMatch(REFUSED)
    expect(await said(() => draft(randomUUID(), null))).toMatch(REFUSED)
  })
})

test('who writes to some kinds writes to no other, for no entity in particular', async () => {
  await as('NEED', '')
  expect(await rename(own)).toBe(1)
  expect(await rename(others)).toBe(1)
  expect(await rename(ours)).toBe(0)
  expect(await said(() => insertTyped(client, 'NEED'))).toBe('accepted')
  expect(await said(() => insertTyped(client, 'DELIVERABLE'))).toMatch(REFUSED)
})

test('who is not told to what writes to everything', async () => {
  await as('', '')
  for (const id of [own, others, ours, published]) expect(await rename(id)).toBe(1)
  expect(await said(() => insertTyped(client, 'DELIVERABLE'))).toBe('accepted')
})

test('what the database keeps by itself it keeps whoever writes, and writers do not', async () => {
  const credit = await insertCredit(client, '100.00')
  await as('ALLOCATION,NEED', '')
  await allocate(client, credit, '40.00')
  expect((await client.query('select allocated from appropriation')).rows).toEqual([{ allocated: '40.00' }])
  const need = await insertTyped(client, 'NEED')
  expect((await client.query('select from node_search where node_id = $1', [need])).rowCount).toBe(1)
  expect(await said(() => client.query(`update node_search set names = ''`))).toMatch('permission denied')
})

describe('a receipt', () => {
  const receipt = { caller: 'key:1', key: 'a', mutation: 'endNode', fingerprint: 'f' }
  beforeEach(() => as('', ''))
  test('is answered once', async () => {
    await insert(client, 'write_receipt', receipt)
    expect(await said(() => insert(client, 'write_receipt', receipt))).toBe('write_receipt_pk')
    expect(await written(`update write_receipt set answer = '{}', version = 3`)).toBe(1)
    expect(await said(() => client.query(`update write_receipt set answer = '[]'`))).toBe('receipt_stands')
    expect(await said(() => client.query(`update write_receipt set key = 'b'`))).toMatch('permission denied')
    expect(await said(() => client.query('delete from write_receipt'))).toMatch('permission denied')
  })
})

describe('the laws of drafts:', () => {
  const draftNode = async (kind: string, owner: string | null, values = {}) => {
    const id = randomUUID()
    await draft(id, owner)
    await insert(client, 'node', { id, kind, code: `n-${id}`, name_nl: kind })
    await insert(client, kind.toLowerCase(), { id, kind, ...values })
    return id
  }
  const close = () => client.query('set constraints all immediate')

  test('it is written before its subject, and there is one', async () => {
    expect(await said(() => draft(own))).toBe('draft_is_new')
    expect(
      await said(async () => {
        await draft(randomUUID())
        await close()
      }),
    ).toBe('draft_subject_fk')
    expect(
      await said(async () => {
        const id = randomUUID()
        await draft(id, null, own)
        await insertNode(client, 'NEED', { id })
        await close()
      }),
    ).toBe('draft_subject_fk')
    expect(
      await said(async () => {
        await draftNode('NEED', null)
        await close()
      }),
    ).toBe('accepted')
    expect(
      await said(async () => {
        await draftNode('NEED', null)
        await client.query('update draft set owner_id = $1', [ours])
      }),
    ).toBe('draft_stands')
  })

  test('it goes with its subject', async () => {
    const id = await draftNode('NEED', null)
    const remark = randomUUID()
    await draft(remark, null, id)
    await insert(client, 'remark', { id: remark, node_id: id, position: 1, kind: 'ROUNDED', text_nl: 'x' })
    await close()
    await client.query('delete from node where id = $1', [id])
    expect((await client.query('select from draft')).rowCount).toBe(0)
  })

  test('what is published names nothing that is not, and what one may see nothing that another alone does', async () => {
    const portfolio_id = await insertTyped(client, 'PORTFOLIO', {
      fiscal_year: 2025,
      portfolio_kind: 'INVESTMENT',
    })
    let number = 0
    const project = (owner_id: string | null) => ({ portfolio_id, number: (number += 1), owner_id })
    const [nobodys, oursToo, theirsToo] = [
      await draftNode('ENTITY', null),
      await draftNode('ENTITY', ours),
      await draftNode('ENTITY', theirs),
    ]
    const law = 'names_what_is_seen'
    for (const owner_id of [nobodys, oursToo, theirsToo])
      expect(await said(() => insertTyped(client, 'PROJECT', project(owner_id)))).toBe(law)
    const standing = await insertTyped(client, 'PROJECT', project(null))
    expect(
      await said(() => client.query('update project set owner_id = $2 where id = $1', [standing, nobodys])),
    ).toBe(law)
    expect(await said(() => insert(client, 'steward', { node_id: standing, entity_id: nobodys }))).toBe(law)
    expect(await said(() => draftNode('PROJECT', ours, project(oursToo)))).toBe('accepted')
    expect(await said(() => draftNode('PROJECT', ours, project(theirsToo)))).toBe(law)
    expect(await said(() => draftNode('PROJECT', ours, project(nobodys)))).toBe(law)
    for (const owner_id of [nobodys, oursToo, theirsToo])
      expect(await said(() => draftNode('PROJECT', null, project(owner_id)))).toBe('accepted')

    const naming = await draftNode('PROJECT', ours, project(oursToo))
    const publish = (...ids: string[]) => client.query('delete from draft where subject_id = any ($1)', [ids])
    expect(await said(() => publish(naming))).toBe(law)
    expect(await said(() => publish(naming, oursToo))).toBe('accepted')
    expect(
      await said(async () => {
        await publish(oursToo)
        await publish(naming)
      }),
    ).toBe('accepted')
  })

  test('a published remark cites no draft, and a draft of a relation may tie what is published', async () => {
    const document = await draftNode('DOCUMENT', null)
    await insert(client, 'document_part', { document_id: document, locator: '1', position: 1, title_nl: 'x' })
    const cite = (of: object) =>
      insert(client, 'citation', {
        id: randomUUID(),
        document_id: document,
        locator: '1',
        position: 1,
        ...of,
      })
    expect(await said(() => cite({ node_id: own }))).toBe('names_what_is_seen')
    const remark = randomUUID()
    await draft(remark, null, own)
    await insert(client, 'remark', { id: remark, node_id: own, position: 1, kind: 'ROUNDED', text_nl: 'x' })
    expect(await said(() => cite({ remark_id: remark }))).toBe('accepted')
    await cite({ remark_id: remark })
    expect(await said(() => client.query('delete from draft where subject_id = $1', [remark]))).toBe(
      'names_what_is_seen',
    )
  })

  test('an allocation takes no money before it is published', async () => {
    const credit = await insertCredit(client, '100.00')
    const values = { ...credit, amount: '60.00', allocation_kind: 'INVESTMENT' }
    expect(await said(() => draftNode('ALLOCATION', null, { ...values, status: 'PROPOSED' }))).toBe(
      'allocation_waits',
    )
    const id = await draftNode('ALLOCATION', null, { ...values, status: 'DRAFT' })
    const propose = () => client.query(`update allocation set status = 'PROPOSED' where id = $1`, [id])
    expect(await said(propose)).toBe('allocation_waits')
    await client.query('delete from draft')
    expect(await said(propose)).toBe('accepted')
  })
})
