/** A node whose further lines start at line 6, column 5. */
export const node = (list: string, ...lines: string[]) =>
  [
    `${list}:`,
    '  - code: een',
    '    name: { nl: Een, en: One }',
    '    description: { nl: Dat is er een., en: That is one. }',
    '    cites: [title]',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n')

/** What is wrong in each file, with every message. */
export const SHAPE_CASES: readonly (readonly [what: string, text: string, ...messages: string[]])[] = [
  [
    'not YAML',
    'needs: [',
    'x/a.yaml:1:9: expected YAML, found a fault: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['a text for a file', 'needs', 'x/a.yaml:1:1: expected lists of nodes, such as projects, found "needs"'],
  [
    'an unknown list',
    'projets: []',
    'x/a.yaml:1:1: expected a list of nodes, such as projects, found "projets"; did you mean "projects"?',
  ],
  ['a list that is none', 'needs: { code: een }', 'x/a.yaml:1:8: expected a list of needs, found a mapping'],
  ['an empty key', 'needs:', 'x/a.yaml:1:7: expected a list of needs, found nothing'],
  ['a node that is none', 'needs: [een]', 'x/a.yaml:1:9: expected a need, found "een"'],
  [
    'a key twice',
    node('needs', 'inferred: true', 'inferred: true'),
    'x/a.yaml:7:5: expected each key once, found "inferred" again',
  ],
  [
    'an anchor, an alias and a tag',
    node('needs', 'names:', '  - &it { text: !!str Een, language: nl, as: variant }', '  - *it'),
    'x/a.yaml:7:13: expected no anchor, found &it',
    'x/a.yaml:7:27: expected no tag, found "tag:yaml.org,2002:str"',
    'x/a.yaml:8:9: expected the value itself, found an alias (*it)',
    'x/a.yaml:8:9: expected a name (text, language, as, from, through, cites), found an alias',
  ],
  [
    'what must be there',
    'needs:\n  - code: een\n',
    'x/a.yaml:2:5: expected the key "name" in a need, found none',
    'x/a.yaml:2:5: expected the key "description" in a need, found none',
    'x/a.yaml:2:5: expected the key "cites" in a need, found none',
  ],
  [
    'one language',
    'needs:\n  - code: een\n    name: { nl: Een }\n    description: { nl: A., en: B. }\n    cites: [title]\n',
    'x/a.yaml:3:11: expected the key "en" in a name (nl, en), found none',
  ],
  [
    'nothing cited',
    'needs:\n  - code: een\n    name: { nl: A, en: B }\n    description: { nl: A., en: B. }\n    cites: []\n',
    'x/a.yaml:5:12: expected at least 1 citations, found none',
  ],
  [
    'an unknown key',
    node('needs', 'remark: []'),
    'x/a.yaml:6:5: expected a key of a need, found "remark"; did you mean "remarks"?',
  ],
  [
    'ties of a kind without',
    node('target-groups', 'ties: {}'),
    'x/a.yaml:6:5: expected a key of a target group, found "ties"',
  ],
  [
    'a code with a space',
    'needs: [{ code: een twee, name: { nl: A, en: B }, description: { nl: A, en: B }, cites: [t] }]',
    'x/a.yaml:1:17: expected a code of letters, digits and . _ / + -, such as digitale-assistent, found "een twee"',
  ],
  ['an empty text', node('documents', "number: ' '"), 'x/a.yaml:6:13: expected a text, found " "'],
  [
    'a NUL and half a character',
    node('documents', 'number: "\\0"', 'url: "\\ud800"'),
    'x/a.yaml:6:13: expected a text, found "\\u0000"',
    'x/a.yaml:7:10: expected a text, found "\\ud800"',
  ],
  [
    'neither true nor false',
    node('needs', 'inferred: yes'),
    'x/a.yaml:6:15: expected true or false, found "yes"',
  ],
  [
    'a number in words',
    node('pillars', 'number: one', 'portfolio: P'),
    'x/a.yaml:6:13: expected a whole number from 1, found "one"',
  ],
  [
    'number zero',
    node('projects', 'number: 0', 'portfolio: P'),
    'x/a.yaml:6:13: expected a whole number from 1, found "0"',
  ],
  [
    'a year of two digits',
    node('evaluations', 'fiscalYear: 25'),
    'x/a.yaml:6:17: expected a year from 1900 to 2200, found "25"',
  ],
  [
    'a day that does not exist',
    node('meetings', 'date: 2025-02-30', 'body: B'),
    'x/a.yaml:6:11: expected a day that exists, such as 2025-02-06, found "2025-02-30"',
  ],
  [
    'a month for a day',
    node('meetings', 'date: 2025-02', 'body: B'),
    'x/a.yaml:6:11: expected a day that exists, such as 2025-02-06, found "2025-02"',
  ],
  [
    'a fifth quarter',
    node('milestones', 'due: 2025-Q5'),
    'x/a.yaml:6:10: expected a date such as 2025, 2025-Q2, 2025-10 or 2025-02-06, found "2025-Q5"',
  ],
  [
    'a period backwards',
    node('needs', 'valid: { from: 2026, through: 2025-12 }'),
    'x/a.yaml:6:12: expected a period that ends after it starts, found "2026-01-01 through 2025-12-01"',
  ],
  [
    'a period of nothing',
    node('needs', 'valid: {}'),
    'x/a.yaml:6:12: expected a first or a last date (from, through), found neither',
  ],
  [
    'a third decimal',
    node('appropriations', 'portfolio: P', 'fiscalYear: 2025', 'amount: 1.005'),
    'x/a.yaml:8:13: expected an amount in euro with at most two decimals, such as 18000000.00, found "1.005"',
  ],
  [
    'less than nothing',
    node('appropriations', 'portfolio: P', 'fiscalYear: 2025', 'amount: -1'),
    'x/a.yaml:8:13: expected an amount in euro with at most two decimals, such as 18000000.00, found "-1"',
  ],
  [
    'a comma',
    node('appropriations', 'portfolio: P', 'fiscalYear: 2025', 'amount: 1,5'),
    'x/a.yaml:8:13: expected an amount in euro with at most two decimals, such as 18000000.00, found "1,5"',
  ],
  [
    'another word',
    node('building-blocks', 'stage: existed'),
    'x/a.yaml:6:12: expected existing, planned or replaced, found "existed"',
  ],
  [
    'an OVO code too short',
    node('entities', 'ovo: OVO32'),
    'x/a.yaml:6:10: expected an OVO code such as OVO000032, found "OVO32"',
  ],
  [
    'a node of another kind',
    node('meetings', 'body: entity:vlabel'),
    'x/a.yaml:6:11: expected a reference to a governance body, found "entity:vlabel"',
  ],
  [
    'an unknown kind of node',
    node('needs', 'relations:', '  - answered-by: projct:A', '    cites: [t]'),
    'x/a.yaml:7:22: expected a reference such as project:VRD3-2025-01, found "projct:A"',
  ],
  [
    'an unknown kind of relation',
    node('needs', 'relations:', '  - answerd-by: project:A', '    cites: [t]'),
    'x/a.yaml:7:9: expected a key of a relation, found "answerd-by"; did you mean "answered-by"?',
    'x/a.yaml:7:9: expected the kind of a relation, such as part-of, found none',
  ],
  [
    'two kinds at once',
    node('needs', 'relations:', '  - answered-by: project:A', '    raised-by: entity:B', '    cites: [t]'),
    'x/a.yaml:7:9: expected one kind in each relation, found answered-by and raised-by',
  ],
  [
    'a relation without source',
    node('needs', 'relations:', '  - answered-by: project:A'),
    'x/a.yaml:7:9: expected the key "cites" in a relation, found none',
  ],
  [
    'a contradiction of one reading',
    node(
      'needs',
      'remarks:',
      '  - kind: contradiction',
      '    text: { nl: A, en: B }',
      '    cites: [t]',
      '    readings: [{ text: { nl: A, en: B }, cites: [t] }]',
    ),
    'x/a.yaml:7:9: expected two or more readings of a contradiction, found 1',
  ],
  [
    'a remark twice',
    node(
      'needs',
      'remarks:',
      '  - { kind: judgement, text: { nl: A, en: B }, cites: [t] }',
      '  - { kind: rounded, text: { nl: A, en: C }, cites: [t] }',
    ),
    'x/a.yaml:8:9: expected remarks that differ, found "A" again',
  ],
  [
    'a place cited twice',
    node('needs', 'remarks: [{ kind: judgement, text: { nl: A, en: B }, cites: [t, t] }]'),
    'x/a.yaml:6:69: expected citations that differ, found "t" again',
  ],
  [
    'a place of another kind',
    node('needs', 'remarks: [{ kind: judgement, text: { nl: A, en: B }, cites: [need:een#t] }]'),
    'x/a.yaml:6:66: expected a place such as 2.A/table-1/row-3 or document:code#place, found "need:een#t"',
  ],
  [
    'a place declared twice',
    node(
      'documents',
      'parts:',
      '  - { at: t, title: { nl: A, en: B } }',
      '  - { at: t, title: { nl: C, en: D } }',
    ),
    'x/a.yaml:8:9: expected places that differ, found "t" again',
  ],
  [
    'an article of few words',
    node(
      'decisions',
      'status: taken',
      'body: B',
      'articles: [{ number: 1, text: { nl: Kort., en: In words of our own that are long enough to tell. } }]',
    ),
    'x/a.yaml:8:41: expected a text of more than 40 characters, found "Kort."',
  ],
  [
    'a name that ends before it starts',
    node('needs', 'names: [{ text: A, language: nl, as: former, from: 2025, through: 2024 }]'),
    'x/a.yaml:6:13: expected a name that ends after it starts, found "A"',
  ],
  [
    'a tie of another kind',
    node('meetings', 'body: B', 'ties: { project: { inferred: true } }'),
    'x/a.yaml:7:13: expected a key of the ties of a meeting, found "project"',
  ],
]
