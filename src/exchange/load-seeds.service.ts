import type { DataSource, EntityManager } from 'typeorm'
import { writeGraph, type WriteOptions } from '../history/graph-write.js'
import { refreshStatistics } from '../history/statistics.js'
import { RelationRuleRow } from '../graph/relation-kind.table.js'
import { checkAgreement, factsOfMoney } from './check-agreement.js'
import { checkCitations, refuseHomeless } from './check-citations.js'
import { checkMoney } from './check-money.js'
import { checkRelations } from './check-relations.js'
import { checkTies } from './check-ties.js'
import { type Decision, decisionsOn, goneNodes, LOADER } from './decisions.reads.js'
import { explainRefusal, refuseTakenAndNeeded } from './database-refusal.js'
import { foreignAllocations, foreignMoney, foreignNodes, foreignPlaces } from './foreign-nodes.reads.js'
import { leaveAlone } from './leave-alone.service.js'
import { leftAlone } from './left-alone.reads.js'
import { type LoadReport, loadReport } from './load-report.js'
import { NodeIndex } from './node-index.js'
import { nodeReferences } from './node-parts.js'
import { changesWithout, rowChanges } from './row-changes.js'
import { readDataSet, type SeedDataSet } from './seed-data-set.js'
import { Problems } from './seed-problem.js'
import { writeChanges } from './write-changes.js'
import { seedTables } from './seed-tables.js'
import { storedRows } from './stored-rows.reads.js'
import { takenKeys } from './taken.reads.js'
import { wantedRows } from './wanted-rows.js'

/**
 * Makes the database hold what the seed files say, in one transaction and with the least change. Each folder is
 * one data set, named as the folder: its nodes and relations that are no longer in the files go, those of other
 * data sets and those written through the service stay as they are. What somebody changed, corrected or ended since
 * the files were last written is left alone, and told.
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

  const { value, version } = await writeGraph(dataSource, writing(origins), async (manager) => {
    const index = new NodeIndex(sets)
    const gone = await resolve(manager, index, origins, problems)
    if (problems.error) await refuse(manager, index, origins, problems)

    const tables = seedTables(dataSource)
    const { rows: wanted, places } = wantedRows(index, tables)
    const sides = { stored: await storedRows(manager, tables, origins), wanted }
    const asked = rowChanges(tables, sides.stored, wanted)
    const { left, needed } = await leaveAlone(manager, asked, sides, gone)
    await check(manager, index, origins, [...left.keys()], problems)
    const changes = changesWithout(asked, left)
    const folders = new Map(sets.map(({ origin, path }) => [origin, path]))
    const told = { stored: sides.stored, places, folders }
    refuseTakenAndNeeded(await takenKeys(manager, changes), needed, told, problems)
    problems.throwIfAny()

    try {
      await writeChanges(manager, changes)
    } catch (error) {
      throw explainRefusal(error, places, changes, folders) ?? error
    }
    return loadReport(origins, sides, changes, await leftAlone(manager, left, sides))
  })
  if (version !== null) await refreshStatistics(dataSource)
  return { ...value, version }
}

function writing(origins: readonly string[]): WriteOptions {
  return { author: LOADER, reason: `Loaded from files: ${origins.join(', ')}`, alone: true }
}

/**
 * Finds what the files refer to.
 * @returns what they refer to that is no more, by id.
 */
async function resolve(
  manager: EntityManager,
  index: NodeIndex,
  origins: readonly string[],
  problems: Problems,
): Promise<ReadonlyMap<string, Decision>> {
  index.addOwn(problems)
  index.addForeign(await foreignNodes(manager, origins, index.asked))
  refuseHomeless(index, problems)
  // Where a file or a code could not be read, references to it are no fault of their own.
  if (!index.sets.every(({ complete }) => complete)) return new Map()
  const gone = await goneNodes(manager, index.dangling)
  index.addForeign(gone)
  index.refuseDangling(problems)
  return new Map(gone.map(({ id, decision }) => [id, decision]))
}

/** Where the files are wrong in themselves, tells all else that is wrong, but nothing of nodes that were decided since. */
async function refuse(
  manager: EntityManager,
  index: NodeIndex,
  origins: readonly string[],
  problems: Problems,
): Promise<never> {
  const decided = await decisionsOn(
    manager,
    index.all.map(({ id }) => id),
  )
  await check(manager, index, origins, [...decided.keys()], problems)
  throw problems.error ?? new Error('what was wrong is right')
}

/** Everything that can be said of what follows the files, beside what is left and what others wrote, before anything is written. */
async function check(
  manager: EntityManager,
  index: NodeIndex,
  origins: readonly string[],
  left: readonly string[],
  problems: Problems,
): Promise<void> {
  index.leave(new Set(left))
  if (left.length > 0) index.addForeign(await foreignNodes(manager, origins, index.asked, left))
  index.refuseClashes(problems)
  const foreign = index.all.flatMap(nodeReferences).flatMap((reference) => {
    const found = index.find(reference)
    return found && !found.own ? [found.id] : []
  })
  checkCitations(index, await foreignPlaces(manager, [...foreign, ...left]), problems)
  checkTies(index, problems)
  checkRelations(index, await manager.find(RelationRuleRow), problems)
  const appropriations = index.nodes.filter(({ kind }) => kind === 'APPROPRIATION').map(({ id }) => id)
  const taken = await foreignAllocations(manager, origins, [...foreign, ...appropriations], left)
  const facts = factsOfMoney(index, await foreignMoney(manager, [...foreign, ...left]))
  checkAgreement(index, facts, problems)
  checkMoney(index, facts, taken, problems)
}
