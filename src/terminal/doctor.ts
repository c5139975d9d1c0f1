import type { Command } from 'commander'
import { Client } from 'pg'
import { serviceOn } from '../database/embedded/service-lock.js'
import { checkClock, checkLedger, checkMigrations, checkServer } from './checks/database.js'
import { fail, type Finding, ok } from './checks/finding.js'
import { checkDisk, checkNode, checkSeeds } from './checks/machine.js'
import { checkIssuer, checkPort } from './checks/network.js'
import { checkRoles } from './checks/roles.js'
import { Interruption } from './interruption.js'
import { examples, JSON_OPTION } from './options.js'
import type { Shell } from './shell.js'
import type { Attached, Configuration, Tools } from './tools.js'
import { aligned } from './words.js'

export function addDoctor(program: Command, shell: Shell): void {
  program
    .command('doctor')
    .summary('tell whether everything is well, and what to do where it is not')
    .description(
      'Looks at Node, the configuration, the database, the rights of its roles, the migrations, the ledger, the seeds, the ' +
        'disk, the clock and the port. Prints a line for each: ok, warn or fail. Ends with 1 where something fails.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', examples('vrd doctor', 'vrd doctor --json'))
    .action(({ json = false }: { readonly json?: boolean }) => shell.alone(() => doctor(shell, json)))
}

async function doctor({ tools, terminal }: Shell, json: boolean): Promise<number> {
  const findings: Finding[] = []
  for await (const finding of examined(tools, (notice) => terminal.tell(notice))) {
    findings.push(finding)
    if (tools.signal.aborted) throw new Interruption(tools.signal.reason)
    if (!json) await terminal.print([line(finding)])
  }
  if (json) await terminal.print([JSON.stringify(findings)])
  return findings.some(({ state }) => state === 'fail') ? 1 : 0
}

function line({ check, state, told }: Finding): string {
  return (
    aligned([
      ['fail', 'configuration', ''],
      [state, check, told],
    ])[1] ?? ''
  )
}

async function* examined(tools: Tools, tell: (notice: string) => void): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node)
  let configuration: Configuration
  try {
    configuration = tools.configuration()
  } catch (error) {
    yield refused('configuration', error)
    return
  }
  const { host, port, databaseUrl, dataDirectory, issuer } = configuration
  const where = databaseUrl === undefined ? `DATA_DIR ${dataDirectory}` : 'DATABASE_URL'
  yield ok('configuration', `${where}, HOST ${host}, PORT ${port}`)
  if (databaseUrl === undefined) yield await checkDisk(dataDirectory)
  yield* databaseFindings(tools, databaseUrl === undefined, tell)
  yield await checkSeeds(await tools.seedFolders())
  yield await checkPort(host, port)
  if (issuer !== undefined) yield await checkIssuer(issuer)
}

async function* databaseFindings(
  tools: Tools,
  isOwn: boolean,
  tell: (notice: string) => void,
): AsyncGenerator<Finding> {
  let attached: Attached
  try {
    attached = await tools.attach(false)
  } catch (error) {
    yield refused('database', error)
    return
  }
  for (const notice of attached.notices) tell(notice)
  const client = new Client({ connectionString: attached.url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    yield await checkServer(client)
    if (isOwn) yield await checkService(attached.url)
    yield await checkClock(client)
    const migrations = checkMigrations(await tools.migrations(attached.url))
    yield migrations
    // Of tables that are another version's nothing can be said.
    if (migrations.state !== 'ok') return
    yield await checkRoles(client)
    yield await checkLedger(client)
  } catch (error) {
    yield refused('database', error)
  } finally {
    await client.end().catch(() => undefined)
    await attached.release()
  }
}

async function checkService(url: string): Promise<Finding> {
  const pid = await serviceOn(url)
  const isNone = pid === undefined || pid === process.pid
  return ok('service', isNone ? 'none runs on the data directory' : `runs on the data directory (pid ${pid})`)
}

function refused(check: string, error: unknown): Finding {
  const told = error instanceof Error ? error.message : String(error)
  return fail(check, told)
}
