export type Edit = readonly [
  file: 'governance.yaml' | 'programme.yaml' | 'money.yaml',
  before: string,
  after: string,
]

/** A relation from project 2 in place of its own, whose kind stands at line 57, column 9. */
const relation = (...lines: string[]): Edit => [
  'programme.yaml',
  '      - depends-on: project:ZILVERDUIN-2031-01\n        cites: [2/table-1/row-2]\n        valid: { from: 2031, through: 2032 }\n',
  lines.map((line) => `      ${line}\n`).join(''),
]

/** What each edit of a right data set makes wrong. */
export const LAW_CASES: readonly (readonly [
  what: string,
  edits: readonly Edit[],
  messages: readonly string[],
])[] = [
  [
    'a reference to nothing',
    [['programme.yaml', 'owner: entity:havenbedrijf-zilverduin', 'owner: entity:havenbedrijf-zilverduim']],
    [
      `programme.yaml:52:12: expected a reference to an entity, found "entity:havenbedrijf-zilverduim"; did you mean "entity:havenbedrijf-zilverduin"?`,
    ],
  ],
  [
    'a code alone that is nobody’s',
    [['governance.yaml', 'body: stadsraad-zilverduin', 'body: stadsraad']],
    ['governance.yaml:61:11: expected a reference to a governance body, found "stadsraad"'],
  ],
  [
    'a relation to nothing',
    [relation('- depends-on: building-block:magdaa', '  cites: [title]')],
    ['programme.yaml:57:21: expected a reference to a building block, found "building-block:magdaa"'],
  ],
  [
    'a document that is not there',
    [
      [
        'money.yaml',
        '    cites: [2/table-1/total]\n    article',
        '    cites: [document:x#title]\n    article',
      ],
    ],
    ['money.yaml:6:13: expected a reference to a document, found "document:x"'],
  ],
  [
    'a place that the document does not declare',
    [['governance.yaml', '    cites: [3/article-1]', '    cites: [3/article-2]']],
    [
      'governance.yaml:59:13: expected a place that document:nota-zilverduin-2031 declares in its parts, found "3/article-2"; did you mean "3/article-1"?',
    ],
  ],
  [
    'a place that a document of another data set does not declare',
    [['governance.yaml', '    cites: [3/article-1]', '    cites: [document:nota-vrd3-2025#3/article-1]']],
    [
      'governance.yaml:59:13: expected a place that document:nota-vrd3-2025 declares in its parts, found "3/article-1"; did you mean "5/article-1"?',
    ],
  ],
  [
    'a code twice',
    [['programme.yaml', '  - code: ZILVERDUIN-2031-02', '  - code: ZILVERDUIN-2031-01']],
    [
      'money.yaml:40:14: expected a reference to a project, found "project:ZILVERDUIN-2031-02"; did you mean "project:ZILVERDUIN-2031-01"?',
      'programme.yaml:45:11: expected a code that no other project bears, found "ZILVERDUIN-2031-01"; it stands at programme.yaml:32:11',
      'programme.yaml:57:21: expected another node, found "project:ZILVERDUIN-2031-01"',
    ],
  ],
  [
    'a code that another once bore',
    [
      [
        'programme.yaml',
        '  - code: ZILVERDUIN-2031-01\n',
        '  - code: ZILVERDUIN-2031-01\n    formerly: [ZILVERDUIN-2031-02]\n',
      ],
    ],
    [
      'programme.yaml:46:11: expected a code that no other project bears, found "ZILVERDUIN-2031-02"; it stands at programme.yaml:32:11',
      'programme.yaml:58:21: expected another node, found "project:ZILVERDUIN-2031-01"',
    ],
  ],
  [
    'a code of another data set',
    [
      ['governance.yaml', '  - code: regiegroep-zilverduin', '  - code: stuurorgaan'],
      ['programme.yaml', 'governance-body:regiegroep-zilverduin', 'governance-body:stuurorgaan'],
    ],
    [
      'governance.yaml:44:11: expected a code that no other governance body bears, found "stuurorgaan"; the data set "vrd3-2025" has it',
    ],
  ],
  [
    'a number twice',
    [['programme.yaml', '    number: 2\n', '    number: 1\n']],
    [
      'programme.yaml:49:13: expected a number that no other project of its portfolio bears, found 1; it stands at programme.yaml:32:11',
    ],
  ],
  [
    'an OVO code twice',
    [
      [
        'governance.yaml',
        '    type: company\n',
        '    type: company\n    ovo: OVO999999\n  - code: veerdienst\n    name: { nl: Veer, en: Ferry }\n    description: { nl: Verzonnen veer., en: Invented ferry. }\n    cites: [title]\n    ovo: OVO999999\n',
      ],
    ],
    [
      'governance.yaml:42:10: expected an ovo that no other entity bears, found "OVO999999"; it stands at governance.yaml:21:11',
    ],
  ],
  [
    'a relation that its kind may not tie',
    [relation('- serves: governance-body:stadsraad-zilverduin', '  cites: [title]')],
    [
      'programme.yaml:57:9: expected kinds of node that serves may tie, found project → governance-body; from project it leads to target-group',
    ],
  ],
  [
    'a relation the wrong way round',
    [relation('- answered-by: need:x', '  cites: [title]')],
    ['programme.yaml:57:22: expected a reference to a need, found "need:x"'],
  ],
  [
    'a relation the other way round',
    [relation('- delivered-by: building-block:magda', '  cites: [title]')],
    [
      'programme.yaml:57:9: expected kinds of node that delivers may tie, found building-block → project; it may stand the other way round (delivers)',
    ],
  ],
  [
    'a kind from the wrong source',
    [relation('- raised-by: entity:vlabel', '  cites: [title]')],
    [
      'programme.yaml:57:9: expected kinds of node that raised-by may tie, found project → entity; it leads from need',
    ],
  ],
  [
    'a relation that a field holds',
    [relation('- part-of: portfolio:ZILVERDUIN-2031', '  cites: [title]')],
    [
      'programme.yaml:57:9: expected the field "portfolio" of project:ZILVERDUIN-2031-02, found a relation part-of',
    ],
  ],
  [
    'a relation that a field of the other end holds',
    [relation('- receives: allocation:ZILVERDUIN-2031-02-investering', '  cites: [title]')],
    [
      'programme.yaml:57:9: expected the field "project" of allocation:ZILVERDUIN-2031-02-investering, found a relation receives',
    ],
  ],
  [
    'a relation to itself',
    [relation('- depends-on: project:ZILVERDUIN-2031-02', '  cites: [title]')],
    ['programme.yaml:57:21: expected another node, found "project:ZILVERDUIN-2031-02"'],
  ],
  [
    'a relation from both ends',
    [
      relation('- depends-on: project:ZILVERDUIN-2031-01', '  cites: [title]', '  valid: { from: 2031 }'),
      [
        'programme.yaml',
        '    remarks:\n',
        '    relations:\n      - { needed-by: project:ZILVERDUIN-2031-02, cites: [title], valid: { through: 2031-01-01 } }\n    remarks:\n',
      ],
    ],
    [
      'programme.yaml:59:9: expected each relation once at a time, found "depends-on" project:ZILVERDUIN-2031-01 again; it stands at programme.yaml:39:9',
    ],
  ],
  [
    'a tie of a field that is not there',
    [['programme.yaml', '    owner: entity:havenbedrijf-zilverduin\n', '']],
    ['programme.yaml:54:14: expected the field "owner", which this tie is about, found none'],
  ],
  [
    'a tie that says nothing',
    [['programme.yaml', 'pillar: { cites: [title], inferred: true }', 'pillar: {}']],
    ['programme.yaml:54:15: expected cites, inferred or valid, found none of them'],
  ],
  [
    'a cent too much',
    [['money.yaml', 'amount: 400.05', 'amount: 400.06']],
    [
      'money.yaml:18:13: expected allocations of at most 1000.10 on appropriation:ZILVERDUIN-2031-krediet, found 1000.11',
    ],
  ],
  [
    'an allocation of another year',
    [['money.yaml', '    fiscalYear: 2031\n    amount: 600.05', '    fiscalYear: 2030\n    amount: 600.05']],
    ['money.yaml:32:17: expected the fiscal year of appropriation:ZILVERDUIN-2031-krediet, found 2030'],
  ],
  [
    'an appropriation of another year',
    [['programme.yaml', '    fiscalYear: 2031\n', '    fiscalYear: 2030\n']],
    ['money.yaml:17:17: expected the fiscal year of portfolio:ZILVERDUIN-2031, found 2031'],
  ],
  [
    'money of another portfolio',
    [
      [
        'money.yaml',
        'appropriation: appropriation:ZILVERDUIN-2031-krediet\n    project: project:ZILVERDUIN-2031-01',
        'appropriation: appropriation:VRD3-2025-krediet\n    project: project:VRD3-2025-01',
      ],
    ],
    [
      'money.yaml:26:16: expected the portfolio of appropriation:VRD3-2025-krediet, found "portfolio:ZILVERDUIN-2031"',
      'money.yaml:26:16: expected the portfolio of project:VRD3-2025-01, found "portfolio:ZILVERDUIN-2031"',
      'money.yaml:32:17: expected the fiscal year of appropriation:VRD3-2025-krediet, found 2031',
      'money.yaml:33:13: expected allocations of at most 18000000.00 on appropriation:VRD3-2025-krediet, found 18000600.05',
    ],
  ],
  [
    'a pillar of another portfolio',
    [['programme.yaml', 'pillar: pillar:open-haven', 'pillar: pillar:hoofdlokettenstrategie']],
    [
      'programme.yaml:50:16: expected the portfolio of pillar:hoofdlokettenstrategie, found "portfolio:ZILVERDUIN-2031"',
    ],
  ],
  [
    'a grant without a decision or a word on why',
    [
      [
        'money.yaml',
        '    decision: decision:ZD-2031-7\n    type: investment\n    status: proposed\n    fiscalYear: 2031\n    amount: 600.05',
        '    type: investment\n    status: granted\n    fiscalYear: 2031\n    amount: 600.05',
      ],
    ],
    [
      'money.yaml:30:13: expected a decision, or a remark not-stated on why there is none, found neither with a granted allocation',
    ],
  ],
]
