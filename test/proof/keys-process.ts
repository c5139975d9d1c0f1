/**
 * Sends keys from a process of its own: `node --import ./test/support/typescript.js test/proof/keys-process.ts JSON`,
 * with the address of the database beside the plan. Prints the answers as one line of JSON.
 */
import { GraphWrites } from '../../src/writing/writes.service.js'
import { openWriting } from './purse.js'
import { type KeysPlan, sendSameKeys } from './same-keys.js'

const { url, ...plan } = JSON.parse(process.argv[2] ?? '') as KeysPlan & { url: string }
const dataSource = await openWriting(url, 16)
const answers = await sendSameKeys(new GraphWrites(dataSource), plan)
await dataSource.destroy()
process.stdout.write(JSON.stringify(answers))
