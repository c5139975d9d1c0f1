import { describe, expect, test } from '@jest/globals'
import { parseOperation } from '../../src/api/operations.js'
import { readVariable } from '../../src/terminal/variable-value.js'
import { run, SampleGraph } from './sample-terminal.js'
import { attachedTo } from './samples.js'

const OPERATION = parseOperation(
  'architect-02-impact-of-it.graphql',
  `# What is touched
# For: architect
# Each once,
# nearest first.
# Variables: { "of": "building-block:magda", "depth": 3 }
query Impact($of: String!, $depth: Int, $kinds: [NodeKind!], $language: Language) { impact }
`,
)
const operations = async () => [OPERATION]

const asked = async (...args: string[]) => {
  const graph = new SampleGraph([() => ({ impact: 1 })])
  const ended = await run(['ask', ...args], { ...attachedTo(graph), operations })
  return { ...ended, asked: graph.asked, askings: graph.askings }
}

describe('ask', () => {
  test('asks with the variables that are stored', async () => {
    const ended = await asked('architect-02-impact-of-it')
    expect(ended).toMatchObject({ code: 0, out: '{\n  "impact": 1\n}\n' })
    expect(ended.asked).toEqual([{ of: 'building-block:magda', depth: 3 }])
  })

  test('takes others in their place, each as its type', async () => {
    const ended = await asked(
      'impact-of-it', '--var', 'depth=2', 'kinds=PROJECT', '--var', 'kinds=NEED', '--var', 'of=a=b', '--json',
      '--language', 'en', '--on', '2025-01-01',
    ) // prettier-ignore
    expect(ended).toMatchObject({ code: 0, out: '{"impact":1}\n' })
    expect(ended.asked).toEqual([{ of: 'a=b', depth: 2, kinds: ['PROJECT', 'NEED'], language: 'EN' }])
    expect(ended.askings).toMatchObject([{ language: 'EN', asOf: { on: '2025-01-01' } }])
  })

  test.each([
    [['impact-of-itt'], 'There is no stored operation "impact-of-itt"; did you mean "impact-of-it"?'],
    [[], 'Which operation? vrd ask --list shows all'],
    [
      ['impact-of-it', '--var', 'dpth=2'],
      'architect-02-impact-of-it has no variable "dpth"; did you mean "depth"?',
    ],
    [
      ['impact-of-it', '--var', 'elsewhere=2'],
      'it takes of: String!, depth: Int, kinds: [NodeKind!], language',
    ],
    [['impact-of-it', '--var', 'depth=two'], 'The variable depth takes Int, not "two"'],
    [['impact-of-it', '--var', 'depth'], 'A variable must read name=value, not "depth"'],
    [['impact-of-it', '--on', '2025-02-30'], 'It must be a day such as 2025-02-12.'],
    [['impact-of-it', '--known-at', 'then'], 'It must be a version of the graph such as 12, or an instant'],
  ])('%j ends with 2 before any database is looked for', async (args, told) => {
    const { code, out, err } = await run(['ask', ...args], { operations })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(told)
  })

  test('lists what there is', async () => {
    expect(await run(['ask', '--list'], { operations })).toEqual({
      code: 0,
      out: 'architect  architect-02-impact-of-it  What is touched\n',
      err: '',
    })
    expect(JSON.parse((await run(['ask', '--list', '--json'], { operations })).out)).toEqual([
      {
        name: 'architect-02-impact-of-it',
        audience: 'architect',
        title: 'What is touched',
        description: 'Each once, nearest first.',
        types: { of: 'String!', depth: 'Int', kinds: '[NodeKind!]', language: 'Language' },
        variables: { of: 'building-block:magda', depth: 3 },
      },
    ])
  })
})

describe('the value of a variable', () => {
  test.each([
    ['Int', ['-12'], -12],
    ['Float!', ['0.5'], 0.5],
    ['Boolean', ['true'], true],
    ['String', ['12'], '12'],
    ['String', ['null'], null],
    ['String!', ['null'], 'null'],
    ['ID!', [''], ''],
    ['GraphVersion', ['7'], '7'],
    ['AllocationFilter', ['{"year":2025}'], { year: 2025 }],
    ['[Int!]!', ['1', '2'], [1, 2]],
    ['[Int!]', ['[1,2]'], [1, 2]],
    ['[Int!]', ['null'], null],
    ['[NodeKind!]', ['PROJECT'], ['PROJECT']],
    ['[AllocationFilter!]', ['{"a":1}', '{"b":2}'], [{ a: 1 }, { b: 2 }]],
    ['[[Int!]!]', ['[1]', '[2]'], [[1], [2]]],
  ])('%s %j', (type, texts, value) => {
    expect(readVariable({ name: 'v', type }, texts)).toEqual(value)
  })

  test.each([
    ['Int', ['1.5']],
    ['Int!', ['null']],
    ['Float', ['']],
    ['Boolean', ['yes']],
    ['String', ['one', 'two']],
    ['Filter', ['{year: 2025}']],
    ['[Int!]', ['1', 'two']],
    ['[Int!]', ['[1']],
  ])('%s does not take %j', (type, texts) => {
    expect(() => readVariable({ name: 'v', type }, texts)).toThrow(`The variable v takes ${type}, not "`)
  })
})
