import { parseArgs } from 'node:util'
import { provideBenchDatabase } from './bench-database.js'

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '1' }, traversal: { type: 'boolean' } },
})
const server = process.env['BENCH_DATABASE_URL'] ?? ''
const scale = values.traversal === true ? 'traversal' : Number(values.scale)
const { url } = await provideBenchDatabase(server, { scale } as never, (line) => console.log(line))
console.log(url)
