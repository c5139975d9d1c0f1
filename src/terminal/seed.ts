import type { Command } from 'commander'
import type { ChangeCounts, DataSetReport, LoadReport } from '../exchange/load-report.js'
import type { WhyLeft } from '../exchange/standing.js'
import { SeedError } from '../exchange/seed-problem.js'
import { oneLine } from './change.js'
import { examples, JSON_OPTION } from './options.js'
import type { Shell } from './shell.js'

interface SeedOptions {
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function addSeed(program: Command, shell: Shell): void {
  program
    .command('seed')
    .summary('load data sets from files')
    .description(
      'Makes the graph hold what the seed files say, in one transaction and with the least change, and prints what that ' +
        'was. What is wrong with the files is told on standard error, as FILE:LINE:COLUMN, and nothing is written: then it ' +
        'ends with 1.',
    )
    .argument('[folder...]', 'each folder is one data set; all of seeds/ unless told')
    .option('--dry-run', 'write nothing: tell what would change')
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('vrd seed', 'vrd seed seeds/vrd3-2025 --dry-run', 'vrd seed ../mine/MINE-2026 --json'),
    )
    .action((folders: string[], options: SeedOptions) =>
      shell.onDatabase((url) => seed(url, folders, options, shell)),
    )
}

/** @returns 1 where the files are wrong. */
async function seed(
  url: string,
  folders: readonly string[],
  { dryRun = false, json }: SeedOptions,
  { tools, terminal }: Shell,
): Promise<number> {
  try {
    const report = await terminal.during('loading', () => tools.loadSeeds(url, folders, dryRun))
    await terminal.print(json ? [JSON.stringify(report)] : reportLines(report))
    if (dryRun) terminal.tell('nothing was written')
    return 0
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    terminal.complain(error.problems.map(({ message }) => message))
    return 1
  }
}

function reportLines({ dataSets, version }: LoadReport): string[] {
  return [
    ...dataSets.flatMap((set) => [`${set.origin}: ${dataSetChanges(set)}`, ...leftAlone(set)]),
    ...(version === null ? [] : [`version ${version}`]),
  ]
}

/** What a load did to a data set, in words. */
export function dataSetChanges({ nodes, relations }: DataSetReport): string {
  return `${changed(nodes, 'nodes')}, ${changed(relations, 'relations')}`
}

function changed({ created, changed, removed }: ChangeCounts, what: string): string {
  return created + changed + removed === 0
    ? `${what} unchanged`
    : `${what} ${created} new, ${changed} changed, ${removed} removed`
}

const LEFT: Readonly<Record<WhyLeft, string>> = {
  CHANGED: 'changed',
  GONE: 'taken away',
  NEEDED: 'needed by what was written',
}

/** What stays as it was decided since, and by whose decision. */
function leftAlone({ leftAlone: all }: DataSetReport): string[] {
  return all.map(({ reference, what, version, author, reason }) => {
    const why = reason === null ? '' : `: ${reason}`
    return `  left alone: ${oneLine(`${reference}, ${LEFT[what]} in version ${version} by ${author}${why}`)}`
  })
}
