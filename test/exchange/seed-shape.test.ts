import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readDataSet } from '../../src/exchange/seed-data-set.js'
import { Problems } from '../../src/exchange/seed-problem.js'
import { SeedFolders } from './seed-folders.js'
import { node, SHAPE_CASES } from './shape-cases.js'

let folders: SeedFolders
beforeAll(async () => {
  folders = await SeedFolders.create()
})
afterAll(() => folders.remove())

async function read(text: string) {
  const problems = new Problems()
  const set = await readDataSet(await folders.write('x', { 'a.yaml': text }), problems)
  const messages = await folders.problemsOf(Promise.resolve().then(() => problems.throwIfAny()))
  return { set, messages }
}

describe('the shape of a seed file', () => {
  test('a right one has no problems', async () => {
    const { set, messages } = await read(
      node('needs', 'inferred: true', 'valid: { from: 2025-Q2, through: 2025-10 }'),
    )
    expect(messages).toEqual([])
    expect(set.complete).toBe(true)
    expect(set.nodes[0]?.common).toMatchObject({
      inferred: true,
      valid: {
        from: { date: '2025-04-01', precision: 'QUARTER' },
        to: { date: '2025-11-01', precision: 'MONTH' },
      },
    })
  })

  test('amounts, codes and numbers stay as they are written', async () => {
    const money = (amount: string) =>
      read(node('appropriations', 'portfolio: P', 'fiscalYear: 2025', `amount: ${amount}`))
    for (const [written, kept] of [
      ['18000000.00', '18000000.00'],
      ['111018', '111018.00'],
      ["'0.1'", '0.10'],
      ['9999999999999.99', '9999999999999.99'],
    ] as const) {
      const { set, messages } = await money(written)
      expect([messages, set.nodes[0]?.values['amount']]).toEqual([[], kept])
    }
    const { set } = await read(node('budget-articles', 'article: 0100', 'baseAllocation: 1e3'))
    expect(set.nodes[0]?.values).toMatchObject({ article: '0100', baseAllocation: '1e3' })
  })

  test.each(SHAPE_CASES)('%s', async (_, text, ...messages) => {
    expect((await read(text)).messages).toEqual(messages)
  })

  test('a folder without files, files of another name, no folder', async () => {
    const messages = async (folder: string) => {
      const problems = new Problems()
      await readDataSet(folder, problems)
      return folders.problemsOf(Promise.resolve().then(() => problems.throwIfAny()))
    }
    expect(await messages(await folders.write('x', {}))).toEqual([
      'x: expected at least one file *.yaml, found none',
    ])
    expect(await messages(await folders.write('x', { 'a.yaml': 'needs: []', 'b.yml': '' }))).toEqual([
      'x/b.yml: expected a name that ends in ".yaml", found "b.yml"',
    ])
    expect(await messages(folders.path('y'))).toEqual([
      'y: expected a folder of seed files, found none that can be read',
    ])
  })

  test('all that is wrong is told at once, in the order of the files', async () => {
    const problems = new Problems()
    const files = {
      'b.yaml': node('needs', 'inferred: no'),
      'a.yaml': node('needs', 'valid: 2025', 'inferred: no'),
    }
    await readDataSet(await folders.write('x', files), problems)
    const messages = await folders.problemsOf(Promise.resolve().then(() => problems.throwIfAny()))
    expect(messages.map((message) => message.split(': ')[0])).toEqual([
      'x/a.yaml:6:12',
      'x/a.yaml:7:15',
      'x/b.yaml:6:15',
    ])
  })
})
