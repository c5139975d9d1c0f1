import type { DataSource, EntityManager } from 'typeorm'
import { type Authorship, writeGraph } from '../history/graph-write.js'
import { RelationRuleRow } from '../graph/relation-kind.table.js'
import { checkAgreement, factsOfMoney } from './check-agreement.js'
import { checkCitations } from './check-citations.js'
import { checkMoney } from './check-money.js'
import { checkRelations } from './check-relations.js'
import { checkTies } from './check-ties.js'
import { explainRefusal } from './database-refusal.js'
import { foreignAllocations, foreignMoney, foreignNodes, foreignPlaces } from './foreign-nodes.reads.js'
import { type LoadReport, loadReport } from './load-report.js'
import { NodeIndex } from './node-index.js'
import { nodeReferences } from './node-parts.js'
import { rowChanges } from './row-changes.js'
import { readDataSet, type SeedDataSet } from './seed-data-set.js'
import { Problems } from './seed-problem.js'
import { writeChanges } from './seed-rows.store.js'
import { seedTables } from './seed-tables.js'
import { storedRows } from './stored-rows.reads.js'
import { wantedRows } from './wanted-rows.js'

/** Advisory lock: one load at a time, in every service on the database. */
const LOADING = 0x73656564

/**
 * Makes the database hold what the seed files say, in one transaction and with the least change. Each folder is
 * one data set, named as the folder: its nodes and relations that are no longer in the files go, those of other
 * data sets and those written through the service stay as they are.
 *
 * @param folders such as `seeds/vrd3-2025`; see `seedFolders`.
 * @throws SeedError with every problem in the files and nothing written.
 */
export async function loadSeeds(dataSource: DataSource, folders: readonly string[]): Promise<LoadReport> {
  const problems = new Problems()
  const sets: SeedDataSet[] = []
  for (const folder of folders) sets.push(await readDataSet(folder, problems))
  const origins = sets.map(({ origin }) => origin)
  for (const [at, { origin, path }] of sets.entries())
    if (origins.indexOf(origin) !== at)
      problems.expected({ file: path }, 'a folder for each data set', `${origin} again`)

  const { value, version } = await writeGraph(dataSource, authorship(origins), async (manager) => {
    await manager.query('select pg_advisory_xact_lock($1)', [LOADING])
    const index = new NodeIndex(sets)
    await check(manager, index, origins, problems)
    problems.throwIfAny()

    const tables = seedTables(dataSource)
    const wanted = wantedRows(index, tables)
    const changes = rowChanges(tables, await storedRows(manager, tables, origins), wanted.rows)
    try {
      await writeChanges(manager, changes)
    } catch (error) {
      const paths = new Map(sets.map(({ origin, path }) => [origin, path]))
      throw explainRefusal(error, wanted.places, changes, paths) ?? error
    }
    return loadReport(origins, wanted.rows, changes)
  })
  return { ...value, version }
}

function authorship(origins: readonly string[]): Authorship {
  return { author: 'seeds', reason: `Loaded from files: ${origins.join(', ')}`, role: 'vrd_loader' }
}

/** Everything that can be said of the files before anything is written. */
async function check(
  manager: EntityManager,
  index: NodeIndex,
  origins: readonly string[],
  problems: Problems,
): Promise<void> {
  index.addOwn(problems)
  index.addForeign(await foreignNodes(manager, origins, index.asked), problems)
  // Where a file or a code could not be read, references to it are no fault of their own.
  if (index.sets.every(({ complete }) => complete)) index.refuseDangling(problems)
  const foreign = index.nodes.flatMap(nodeReferences).flatMap((reference) => {
    const found = index.find(reference)
    return found && !found.own ? [found.id] : []
  })
  checkCitations(index, await foreignPlaces(manager, foreign), problems)
  checkTies(index, problems)
  checkRelations(index, await manager.find(RelationRuleRow), problems)
  const appropriations = index.nodes.filter(({ kind }) => kind === 'APPROPRIATION').map(({ id }) => id)
  const taken = await foreignAllocations(manager, origins, [...foreign, ...appropriations])
  const facts = factsOfMoney(index, await foreignMoney(manager, foreign))
  checkAgreement(index, facts, problems)
  checkMoney(index, facts, taken, problems)
}
