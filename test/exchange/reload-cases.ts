import { idOf, retraction } from './decide.js'
import type { Edit } from './law-cases.js'

export interface ReloadCase {
  /** What somebody does through the service. */
  readonly decided: readonly string[]
  /** What the files say otherwise from then on. */
  readonly edits?: readonly Edit[]
  /** What is told, with why; in the order of the references. */
  readonly left: readonly string[]
}

const METER = 'project:ZILVERDUIN-2031-01'
const APP = 'project:ZILVERDUIN-2031-02'
const METER_MONEY = 'allocation:ZILVERDUIN-2031-01-investering'
const APP_MONEY = 'allocation:ZILVERDUIN-2031-02-investering'
const CREDIT = 'appropriation:ZILVERDUIN-2031-krediet'
const NEEDS_METER = `${APP} depends-on ${METER}`
const dependsOn = `(select id from relation where kind = 'DEPENDS_ON' and source_id = ${idOf('ZILVERDUIN-2031-02')})`
const newNeed = (code: string) => [
  `insert into node (id, kind, code, name_nl) values (gen_random_uuid(), 'NEED', '${code}', 'Nood')`,
  `insert into need (id, kind) values (${idOf(code)}, 'NEED')`,
]
const newAllocation = (code: string, amount: string, project: string) => [
  `insert into node (id, kind, code, name_nl) values (gen_random_uuid(), 'ALLOCATION', '${code}', 'Geld')`,
  `insert into allocation (id, kind, allocation_kind, status, amount, fiscal_year, portfolio_id, appropriation_id, project_id)
   select ${idOf(code)}, 'ALLOCATION', 'INVESTMENT', 'PROPOSED', ${amount}, 2031, portfolio_id, id, ${idOf(project)}
   from appropriation where id = ${idOf('ZILVERDUIN-2031-krediet')}`,
]
const amountOf = (project: string, amount: string) =>
  `update allocation set amount = ${amount} where id = ${idOf(`${project}-investering`)}`
const without = (file: Edit[0], text: string): Edit => [file, text, '']

const APP_RELATION =
  '    relations:\n      - depends-on: project:ZILVERDUIN-2031-01\n        cites: [2/table-1/row-2]\n        valid: { from: 2031, through: 2032 }\n'
const METER_REMARKS =
  '    remarks:\n      - kind: contradiction\n        text: { nl: De nota noemt twee namen., en: The note uses two names. }\n        cites: [2/table-1/row-1]\n        readings:\n          - { text: { nl: Stadsmeter., en: City meter. }, cites: [2/table-1/row-1] }\n          - { text: { nl: Drukteteller., en: Crowd counter. }, cites: [title] }\n'
const PORT_COMPANY =
  '  - code: havenbedrijf-zilverduin\n    name: { nl: Havenbedrijf Zilverduin, en: Zilverduin Port Company }\n    names:\n      - {\n          text: HBZ,\n          language: nl,\n          as: abbreviation,\n          from: 2030-04,\n          through: 2031-Q2,\n          cites: [2/table-1/row-2],\n        }\n    description:\n      nl: Verzonnen bedrijf dat de verzonnen haven van Zilverduin beheert.\n      en: Invented company that manages the invented port of Zilverduin.\n    cites: [1/paragraph-1]\n    type: company\n'
const OWNER = '    owner: entity:havenbedrijf-zilverduin\n'
const OWNER_TIE = '      owner: { cites: [1/paragraph-1], valid: { from: 2031-02-01 } }\n'

export const RELOAD_CASES: readonly (readonly [what: string, one: ReloadCase])[] = [
  [
    'a corrected name',
    {
      decided: [`update node set name_nl = 'Drukteteller' where id = ${idOf('ZILVERDUIN-2031-01')}`],
      left: [`${METER} CHANGED`],
    },
  ],
  [
    'a corrected name, where the files have another one',
    {
      decided: [`update node set name_nl = 'Drukteteller' where id = ${idOf('ZILVERDUIN-2031-01')}`],
      edits: [['programme.yaml', 'nl: Stadsmeter, en', 'nl: Stadsteller, en']],
      left: [`${METER} CHANGED`],
    },
  ],
  [
    'a corrected name that the files take over',
    {
      decided: [`update node set name_nl = 'Drukteteller' where id = ${idOf('ZILVERDUIN-2031-01')}`],
      edits: [['programme.yaml', 'nl: Stadsmeter, en', 'nl: Drukteteller, en']],
      left: [],
    },
  ],
  [
    'a corrected node that the files drop, with what it needs',
    {
      decided: [`update node set name_nl = 'Havenmeester' where id = ${idOf('havenbedrijf-zilverduin')}`],
      edits: [
        without('governance.yaml', `entities:\n${PORT_COMPANY}`),
        without('programme.yaml', OWNER),
        without('programme.yaml', OWNER_TIE),
        without('money.yaml', '    entity: entity:havenbedrijf-zilverduin\n'),
      ],
      left: ['entity:havenbedrijf-zilverduin CHANGED'],
    },
  ],
  [
    'an ended relation',
    {
      decided: [
        `update relation set valid_to = '2031-06-01', valid_to_precision = 'DAY' where id = ${dependsOn}`,
      ],
      left: [`${NEEDS_METER} CHANGED`],
    },
  ],
  [
    'a relation that was taken out',
    { decided: [`delete from relation where id = ${dependsOn}`], left: [`${NEEDS_METER} GONE`] },
  ],
  [
    'a relation that was taken out and written anew',
    {
      decided: [
        `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
         select gen_random_uuid(), kind, target_id, target_kind, source_id, source_kind from relation where id = ${dependsOn}`,
        `delete from relation where id = ${dependsOn}`,
      ],
      left: [`${NEEDS_METER} GONE`],
    },
  ],
  [
    'a relation that the files drop and somebody corrected',
    {
      decided: [`update relation set inferred = true where id = ${dependsOn}`],
      edits: [without('programme.yaml', APP_RELATION)],
      left: [`${NEEDS_METER} CHANGED`],
    },
  ],
  [
    'a node that was retracted, and what the files still say of it',
    {
      decided: [
        ...retraction('ZILVERDUIN-2031-02-investering'),
        ...retraction('ZILVERDUIN-2031-02'),
        ...retraction('open-haven'),
      ],
      left: [`${APP_MONEY} GONE`, 'pillar:open-haven GONE', `${APP} GONE`, `${NEEDS_METER} GONE`],
    },
  ],
  [
    'a node that was retracted, and what the files say of it from then on',
    {
      decided: [...retraction('ZILVERDUIN-2031-02-investering'), ...retraction('ZILVERDUIN-2031-02')],
      edits: [
        [
          'programme.yaml',
          '    remarks:\n',
          '    relations:\n      - { depends-on: project:ZILVERDUIN-2031-02, cites: [title] }\n    remarks:\n',
        ],
        [
          'money.yaml',
          '    project: project:ZILVERDUIN-2031-01\n',
          '    project: project:ZILVERDUIN-2031-02\n',
        ],
      ],
      left: [
        `${METER_MONEY} GONE`,
        `${APP_MONEY} GONE`,
        `${METER} depends-on ${APP} GONE`,
        `${APP} GONE`,
        `${NEEDS_METER} GONE`,
      ],
    },
  ],
  [
    'a node that was retracted, whose code somebody gave to another one',
    {
      decided: [
        ...retraction('ZILVERDUIN-2031-02-investering'),
        ...newAllocation('ZILVERDUIN-2031-02-investering', '400.05', 'ZILVERDUIN-2031-02'),
      ],
      left: [`${APP_MONEY} GONE`],
    },
  ],
  [
    'money that was moved',
    {
      decided: [amountOf('ZILVERDUIN-2031-01', '500.05'), amountOf('ZILVERDUIN-2031-02', '500.05')],
      left: [`${METER_MONEY} CHANGED`, `${APP_MONEY} CHANGED`],
    },
  ],
  [
    'money that was lowered and allocated anew',
    {
      decided: [
        amountOf('ZILVERDUIN-2031-01', '100.00'),
        ...newAllocation('elders', '500.05', 'ZILVERDUIN-2031-02'),
      ],
      left: [`${METER_MONEY} CHANGED`],
    },
  ],
  [
    'a credit of which somebody allocated, and that the files rename',
    {
      decided: [
        amountOf('ZILVERDUIN-2031-01', '100.00'),
        ...newAllocation('elders', '500.05', 'ZILVERDUIN-2031-02'),
      ],
      edits: [['money.yaml', 'nl: Krediet van Zilverduin voor 2031', 'nl: Krediet 2031']],
      left: [`${METER_MONEY} CHANGED`],
    },
  ],
  [
    'a project with money that the files drop',
    {
      decided: [
        amountOf('ZILVERDUIN-2031-02', '300.00'),
        ...newAllocation('elders', '100.05', 'ZILVERDUIN-2031-02'),
      ],
      edits: [
        ['programme.yaml', '  - code: ZILVERDUIN-2031-02', '  - code: ZILVERDUIN-2031-03'],
        ['programme.yaml', '    number: 2\n', '    number: 3\n'],
        ['money.yaml', 'project: project:ZILVERDUIN-2031-02', 'project: project:ZILVERDUIN-2031-03'],
      ],
      left: [`${APP_MONEY} CHANGED`, `${APP} NEEDED`],
    },
  ],
  [
    'a node that something written through the service needs, and that the files drop',
    {
      decided: [
        ...newNeed('nood'),
        `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
         values (gen_random_uuid(), 'ANSWERS', ${idOf('ZILVERDUIN-2031-02')}, 'PROJECT', ${idOf('nood')}, 'NEED')`,
      ],
      edits: [
        ['programme.yaml', '  - code: ZILVERDUIN-2031-02', '  - code: ZILVERDUIN-2031-03'],
        ['programme.yaml', '    number: 2\n', '    number: 3\n'],
        ['money.yaml', 'project: project:ZILVERDUIN-2031-02', 'project: project:ZILVERDUIN-2031-03'],
      ],
      left: [`${APP} NEEDED`],
    },
  ],
  [
    'a place that is cited through the service, and that the files drop',
    {
      decided: [
        ...newNeed('nood'),
        `insert into citation (id, document_id, locator, position, node_id)
         values (gen_random_uuid(), ${idOf('nota-zilverduin-2031')}, '2/table-1/row-1', 1, ${idOf('nood')})`,
      ],
      edits: [
        without(
          'governance.yaml',
          '      - { at: 2/table-1/row-1, title: { nl: Eerste project, en: First project } }\n',
        ),
        [
          'programme.yaml',
          '    cites: [2/table-1/row-1]\n    number: 1',
          '    cites: [title]\n    number: 1',
        ],
        without('programme.yaml', METER_REMARKS),
        ['money.yaml', '    cites: [2/table-1/row-1]\n', '    cites: [title]\n'],
      ],
      left: ['document:nota-zilverduin-2031 NEEDED'],
    },
  ],
  [
    'a place that was taken out, and that the files cite from then on',
    {
      decided: [
        `update citation set locator = 'title' where locator = '3/article-1' and node_id = ${idOf('ZD-2031-7')}`,
        `delete from document_part where locator = '3/article-1' and document_id = ${idOf('nota-zilverduin-2031')}`,
      ],
      edits: [
        [
          'programme.yaml',
          '    cites: [2/table-1/row-1]\n    number',
          '    cites: [3/article-1]\n    number',
        ],
      ],
      left: ['decision:ZD-2031-7 CHANGED', 'document:nota-zilverduin-2031 CHANGED', `${METER} CHANGED`],
    },
  ],
  [
    'a project that the files move to another portfolio, with money that somebody moved',
    {
      decided: [amountOf('ZILVERDUIN-2031-02', '300.00')],
      edits: [
        [
          'programme.yaml',
          'pillars:\n',
          '  - code: ZILVERDUIN-2031-B\n    name: { nl: B, en: B }\n    description: { nl: B., en: B. }\n    cites: [title]\n    fiscalYear: 2031\n    type: investment\n\npillars:\n',
        ],
        [
          'programme.yaml',
          '    number: 2\n    portfolio: portfolio:ZILVERDUIN-2031\n    pillar: pillar:open-haven\n',
          '    number: 2\n    portfolio: portfolio:ZILVERDUIN-2031-B\n',
        ],
        without('programme.yaml', '      pillar: { cites: [title], inferred: true }\n'),
        [
          'money.yaml',
          'allocations:\n',
          '  - code: B\n    name: { nl: B, en: B }\n    description: { nl: B., en: B. }\n    cites: [title]\n    portfolio: portfolio:ZILVERDUIN-2031-B\n    fiscalYear: 2031\n    amount: 900.00\n\nallocations:\n',
        ],
        [
          'money.yaml',
          '    portfolio: portfolio:ZILVERDUIN-2031\n    appropriation: appropriation:ZILVERDUIN-2031-krediet\n    project: project:ZILVERDUIN-2031-02\n',
          '    portfolio: portfolio:ZILVERDUIN-2031-B\n    appropriation: appropriation:B\n    project: project:ZILVERDUIN-2031-02\n',
        ],
      ],
      left: [`${APP_MONEY} CHANGED`, `${APP} NEEDED`],
    },
  ],
  [
    'a remark that was added',
    {
      decided: [
        `insert into remark (id, kind, node_id, position, text_nl) values (gen_random_uuid(), 'JUDGEMENT', ${idOf('ZILVERDUIN-2031-02')}, 9, 'Twijfel')`,
      ],
      left: [`${APP} CHANGED`],
    },
  ],
  [
    'a remark that was taken out',
    {
      decided: [`delete from remark where node_id = ${idOf('ZILVERDUIN-2031-01')}`],
      left: [`${METER} CHANGED`],
    },
  ],
  [
    'a name that was added',
    {
      decided: [
        `insert into node_name (node_id, position, text, language, use) values (${idOf('havenbedrijf-zilverduin')}, 2, 'De haven', 'NL', 'VARIANT')`,
      ],
      edits: [['governance.yaml', 'text: HBZ,', 'text: HBZD,']],
      left: ['entity:havenbedrijf-zilverduin CHANGED'],
    },
  ],
  [
    'a corrected code',
    {
      decided: [
        `update node set code = 'haven' where id = ${idOf('open-haven')}`,
        `insert into node_alias (kind, code, node_id) values ('PILLAR', 'open-haven', ${idOf('haven')})`,
      ],
      left: ['pillar:haven CHANGED'],
    },
  ],
  [
    'a credit that somebody renamed, of which the files allocate more',
    {
      decided: [
        `update node set name_nl = 'Het krediet' where id = ${idOf('ZILVERDUIN-2031-krediet')}`,
        `update appropriation set amount = 2000.00 where id = ${idOf('ZILVERDUIN-2031-krediet')}`,
      ],
      edits: [['money.yaml', 'amount: 400.05', 'amount: 1399.95']],
      left: [`${CREDIT} CHANGED`],
    },
  ],
]
