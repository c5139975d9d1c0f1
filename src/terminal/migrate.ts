import type { Command } from 'commander'
import type { MigrationState } from '../database/migrations.js'
import { examples, JSON_OPTION } from './options.js'
import type { Shell } from './shell.js'
import { aligned } from './words.js'

interface MigrateOptions {
  readonly status?: boolean
  readonly json?: boolean
}

export function addMigrate(program: Command, shell: Shell): void {
  program
    .command('migrate')
    .summary("bring the database's tables up to date")
    .description(
      'Runs the migrations that the database has not had yet, without serving, and prints their names; a database that ' +
        'is not there yet is made. With --status it changes nothing, prints every migration, and ends with 1 where the ' +
        'database is not at this version of the service. A database that is newer is refused with 2.',
    )
    .option('--status', 'only tell what was done and what is to come')
    .option(...JSON_OPTION)
    .addHelpText('after', examples('vrd migrate', 'vrd migrate --status', 'vrd migrate --status --json'))
    .action((options: MigrateOptions) =>
      options.status
        ? shell.onDatabase((url) => status(url, options, shell), { isAnyState: true })
        : shell.onDatabase((url) => migrate(url, options, shell), { isAnyState: true, makes: true }),
    )
}

async function migrate(url: string, { json }: MigrateOptions, { tools, terminal }: Shell): Promise<number> {
  const before = await tools.migrations(url)
  const pending = before.filter(({ state }) => state === 'PENDING').map(({ name }) => name)
  await terminal.during(`${pending.length} migrations`, () => tools.migrate(url))
  await terminal.print(json ? [JSON.stringify({ done: pending })] : pending)
  if (pending.length === 0) terminal.tell('the database was up to date')
  return 0
}

const WORDS: Readonly<Record<MigrationState['state'], string>> = {
  DONE: 'done',
  PENDING: 'pending',
  UNKNOWN: 'unknown to this version of the service',
}

async function status(url: string, { json }: MigrateOptions, { tools, terminal }: Shell): Promise<number> {
  const states = await tools.migrations(url)
  await terminal.print(
    json ? [JSON.stringify(states)] : aligned(states.map(({ name, state }) => [name, WORDS[state]])),
  )
  return states.every(({ state }) => state === 'DONE') ? 0 : 1
}
