import { describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { parseOperation, readOperations } from '../../src/api/operations.js'
import { projectFolder } from '../../src/web/project-folder.js'

const WRITTEN = `# Who builds on it
# For: architect
# Directly only.
# Variables: {
#   "of": "building-block:magda"
# }
query WhoBuildsOnIt($of: String!) {
  impact(of: $of) { totalCount } # and no more
}
`

test('a stored operation is read with its title, audience and variables', () => {
  expect(parseOperation('who-builds-on-it.graphql', WRITTEN)).toEqual({
    name: 'who-builds-on-it',
    title: 'Who builds on it',
    audience: 'architect',
    variables: { of: 'building-block:magda' },
    document: `# Who builds on it
# Directly only.
query WhoBuildsOnIt($of: String!) {
  impact(of: $of) { totalCount } # and no more
}`,
  })
})

test('without variables it has none', () => {
  expect(parseOperation('a.graphql', '# A\n# For: portal\n{ a }').variables).toEqual({})
})

describe('a file that is not written so is named, with what it lacks', () => {
  test.each([
    ['{ a }', 'its first line must be a comment with its title'],
    ['# For: portal\n{ a }', 'its first line must be a comment with its title'],
    ['# A\n{ a }', 'a comment line must say "For:" and one of portal, architect, integrator'],
    ['# A\n# For: nobody\n{ a }', 'a comment line must say "For:" and one of portal, architect, integrator'],
    [
      '# A\n# For: portal\n# Variables: [1]\n{ a }',
      'what follows "Variables:" up to the end of the comment must be a JSON object',
    ],
    [
      '# A\n# For: portal\n# Variables: {\n{ a }',
      'what follows "Variables:" up to the end of the comment must be a JSON object',
    ],
  ])('%j', (text, problem) => {
    expect(() => parseOperation('a.graphql', text)).toThrow(`schema/operations/a.graphql: ${problem}`)
  })
})

test('those of the project are all well written and ordered by audience', async () => {
  const operations = await readOperations(`${projectFolder()}/schema/operations`)
  expect(operations.length).toBeGreaterThan(1)
  for (const { document } of operations) expect(() => parse(document)).not.toThrow()
  const audiences = operations.map(({ audience }) => audience)
  expect(audiences).toEqual(
    [...audiences].sort((a, b) => b.localeCompare(a) * (a === 'integrator' || b === 'integrator' ? 0 : 1)),
  )
})
