import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { type BenchDatabase, provideBenchDatabase, type Wanted } from './bench-database.js'
import { openBenchServer } from './bench-server.js'
import { type Closing, install, nodeForAll, startVariant } from './child.js'
import { chosenVariants, type Contender, knownVariants, readQuestions } from './contenders.js'
import { type BenchOptions, readOptions, USAGE } from './options.js'
import { type Committed, fallen, type Line, TOLERANCE } from './results.js'
import { runRounds } from './run.js'
import { markdownTable, withResults } from './table.js'
import { FLOOR, SERVICE, type Variant } from './variants.js'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const RESULTS = `${HERE}results.json`
const README = `${HERE}../../README.md`
const tell = (line: string): void => console.log(line)

/** A database and the variants that run on it. */
interface Side {
  readonly wanted: Wanted
  readonly variants: readonly Variant[]
  readonly nameOf: (variant: Variant) => string
}

async function sidesOf(options: BenchOptions): Promise<{ part: string; yardstick: string; sides: Side[] }> {
  const { data } = options
  if (data === 'growth') {
    const sides = [1, 10].map((scale): Side => {
      return {
        wanted: { scale },
        variants: [SERVICE, FLOOR],
        nameOf: ({ name }) => `${name}, scale ${scale}`,
      }
    })
    return { part: 'ten times the data', yardstick: `${SERVICE.name}, scale 1`, sides }
  }
  const variants = chosenVariants(await knownVariants(options), options)
  const wanted: Wanted = data === 'traversal' ? { scale: data } : data
  return {
    part: data === 'traversal' ? '1,000,000 nodes, 5,000,000 relations' : `scale ${data.scale}`,
    yardstick: variants.includes(FLOOR) ? FLOOR.name : (variants[0]?.name ?? ''),
    sides: [{ wanted, variants, nameOf: ({ name }) => name }],
  }
}

/** @param closing takes what must be let go of at the end */
async function bench(options: BenchOptions, closing: Closing): Promise<number> {
  const { part, yardstick, sides } = await sidesOf(options)
  const server = await openBenchServer()
  closing.push(() => server.stop())
  const contenders: Contender[] = []
  for (const { wanted, variants, nameOf } of sides) {
    const database = await provideBenchDatabase(server.url, wanted, tell)
    tell(`${database.name} stands`)
    if (options.generate) continue
    const client = await connect(database)
    closing.push(() => client.end())
    const questions = await readQuestions(
      client,
      options.operations,
      wanted.scale === 'traversal' ? 1_000 : 50,
    )
    for (const variant of variants) {
      const running = await startVariant(variant, database.url, closing)
      contenders.push({ name: nameOf(variant), running, client, questions })
    }
  }
  if (options.generate) return 0
  const lines = await runRounds(contenders, options, yardstick, tell)
  tell(`\n${markdownTable(lines)}`)
  return conclude(options, part, lines)
}

async function connect({ url }: BenchDatabase): Promise<Client> {
  const client = new Client({ connectionString: url, options: '-c jit=off' })
  await client.connect()
  return client
}

async function conclude(
  { check, write }: BenchOptions,
  part: string,
  lines: readonly Line[],
): Promise<number> {
  const committed = JSON.parse(await readFile(RESULTS, 'utf8').catch(() => '{}')) as Committed
  const before = committed[part]
  const found = check && before ? fallen(before, lines) : []
  if (check) {
    tell(
      before
        ? `\n${found.length} ratios fell by more than ${TOLERANCE * 100} %`
        : `\nnothing is committed for ${part}`,
    )
    for (const line of found) tell(line)
  }
  if (write) {
    const results = {
      ...committed,
      [part]: { date: new Date().toISOString().slice(0, 10), machine: machine(), lines },
    }
    await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
    await writeFile(README, withResults(await readFile(README, 'utf8'), results))
  }
  return check && (!before || found.length > 0) ? 1 : 0
}

function machine(): string {
  const [first, ...others] = cpus()
  return `${others.length + 1} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${execFileSync(nodeForAll(), ['--version']).toString().trim().slice(1)}`
}

function readCommandLine(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}

const options = readCommandLine()
if (!options.generate) for (const folder of [HERE, `${HERE}peers`]) install(folder)
const closing: Closing = []
const close = async (): Promise<void> => {
  for (const one of closing.splice(0).reverse()) await one()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().then(() => process.exit(1)))
}
try {
  process.exitCode = await bench(options, closing)
} finally {
  await close()
}
