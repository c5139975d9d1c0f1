import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pick } from '../database/random.js'
import type { Edit } from './law-cases.js'

const OWNER: readonly Edit[] = [
  ['programme.yaml', '    owner: entity:havenbedrijf-zilverduin\n', ''],
  ['programme.yaml', '      owner: { cites: [1/paragraph-1], valid: { from: 2031-02-01 } }\n', ''],
]
const PILLAR_TEXT =
  '    name: { nl: Open haven, en: Open port }\n    description: { nl: Verzonnen hoofdlijn over de haven., en: Invented main line on the port. }\n    cites: [2/table-1/row-2]\n    number: 1\n    portfolio: ZILVERDUIN-2031\n'
const RELATION =
  '    relations:\n      - depends-on: project:ZILVERDUIN-2031-01\n        cites: [2/table-1/row-2]\n        valid: { from: 2031, through: 2032 }\n'

/** Ways in which an invented city may write its files: each is one list of edits, or as it is. They can be combined. */
const WAYS: readonly (readonly (readonly Edit[])[])[] = [
  [[['programme.yaml', 'nl: Stadsmeter, en', 'nl: Stadsteller, en']]],
  [[['governance.yaml', 'Verzonnen groep die', 'Groep die']]],
  [
    [['programme.yaml', RELATION, '']],
    [['programme.yaml', 'through: 2032 }', 'through: 2033 }']],
    [
      [
        'programme.yaml',
        '        cites: [2/table-1/row-2]\n        valid',
        '        cites: [title]\n        valid',
      ],
    ],
  ],
  [[['money.yaml', 'amount: 400.05', 'amount: 300.00']], [['money.yaml', 'amount: 400.05', 'amount: 10.00']]],
  [
    [['money.yaml', 'amount: 1000.10', 'amount: 2000.10']],
    [['money.yaml', 'nl: Krediet van', 'nl: Geld van']],
  ],
  [
    [
      [
        'programme.yaml',
        'projects:\n',
        'projects:\n  - code: ZILVERDUIN-2031-03\n    name: { nl: Derde, en: Third }\n    description: { nl: D., en: D. }\n    cites: [title]\n    number: 3\n    portfolio: portfolio:ZILVERDUIN-2031\n    relations:\n      - { needed-by: project:ZILVERDUIN-2031-01, cites: [3/article-1] }\n',
      ],
    ],
  ],
  [
    [
      ['programme.yaml', `pillars:\n  - code: open-haven\n${PILLAR_TEXT}`, 'pillars: []\n'],
      ['programme.yaml', '    pillar: pillar:open-haven\n', ''],
      [
        'programme.yaml',
        'pillar: { cites: [title], inferred: true }',
        'portfolio: { cites: [title], inferred: true }',
      ],
    ],
    [['programme.yaml', '  - code: open-haven\n', '  - code: haven-open\n    formerly: [open-haven]\n']],
  ],
  [
    OWNER,
    [
      ...OWNER,
      ['money.yaml', '    entity: entity:havenbedrijf-zilverduin\n', ''],
      ['governance.yaml', '  - code: havenbedrijf-zilverduin', '  - code: havendienst-zilverduin'],
    ],
  ],
  [[['programme.yaml', 'De nota noemt twee namen.', 'De nota noemt er twee.']]],
  [[['governance.yaml', 'text: HBZ,', 'text: HBZD,']]],
  [
    [
      ['governance.yaml', '      - { at: 2/table-1/total, title: { nl: Totaal, en: Total } }\n', ''],
      ['programme.yaml', 'cites: [2/table-1/total]', 'cites: [title]'],
      ['money.yaml', '    cites: [2/table-1/total]\n    article', '    cites: [title]\n    article'],
      ['money.yaml', '    cites: [2/table-1/total]\n    portfolio', '    cites: [title]\n    portfolio'],
    ],
  ],
  [[['programme.yaml', '    number: 2\n', '    number: 4\n']]],
]

/** Which way of each is chosen; 0 is as it is. */
export type Choice = readonly number[]

export const AS_IT_IS: Choice = WAYS.map(() => 0)

/** Another choice, in one or a few respects. */
export function choose(random: () => number, before: Choice): Choice {
  return before.map((at, i) => {
    const count = (WAYS[i]?.length ?? 0) + 1
    const others = Array.from({ length: count }, (_, way) => way).filter((way) => way !== at)
    const [first = at, ...more] = others
    return random() < 0.25 ? pick(random, [first, ...more]) : at
  })
}

/** Writes the files of a folder in the chosen way. Edits of different ways must not touch the same words. */
export async function writeFiles(original: string, folder: string, choice: Choice): Promise<void> {
  const edits = choice.flatMap((at, i) => (at === 0 ? [] : (WAYS[i]?.[at - 1] ?? [])))
  for (const file of ['governance.yaml', 'programme.yaml', 'money.yaml']) {
    let text = await readFile(join(original, file), 'utf8')
    for (const [, before, after] of edits.filter(([name]) => name === file)) {
      if (text.split(before).length !== 2) throw new Error(`${before} does not stand once in ${file}`)
      text = text.replace(before, after)
    }
    await writeFile(join(folder, file), text)
  }
}
