/**
 * Writers in a process of their own: `node --import ./test/support/typescript.js test/proof/money-process.ts JSON`,
 * with the address of the database beside the plan. Prints what was answered as one line of JSON.
 */
import { GraphWrites } from '../../src/writing/writes.service.js'
import { type MoneyPlan, MoneyWriters } from './money-writers.js'
import { openWriting } from './purse.js'

const { url, ...plan } = JSON.parse(process.argv[2] ?? '') as MoneyPlan & { url: string }
const dataSource = await openWriting(url, plan.writers)
const attempts = await new MoneyWriters([new GraphWrites(dataSource)], plan).run()
await dataSource.destroy()
process.stdout.write(JSON.stringify(attempts))
