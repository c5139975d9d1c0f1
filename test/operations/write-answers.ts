/**
 * Writes the expected answers anew, from a service that runs with the seeds as they are:
 * `node --import ./test/support/typescript.js test/operations/write-answers.ts http://127.0.0.1:4000`.
 * What has changed then stands in the diff, to be checked against the documents before it is kept.
 */
import { readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { readOperations } from '../../src/api/operations.js'

const HERE = path.dirname(fileURLToPath(import.meta.url))
const ANSWERS = path.join(HERE, 'answers')
const [, , url = 'http://127.0.0.1:4000'] = process.argv

const operations = await readOperations(path.join(HERE, '../../schema/operations'))
for (const file of await readdir(ANSWERS)) {
  if (!operations.some(({ name }) => file === `${name}.json`)) await rm(path.join(ANSWERS, file))
}
for (const { name, document, variables } of operations) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`)
  const file = path.join(ANSWERS, `${name}.json`)
  const options = { ...(await resolveConfig(file)), filepath: file }
  await writeFile(file, await format(JSON.stringify(data, null, 2), options))
}
