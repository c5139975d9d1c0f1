import { NODE_KINDS, type NodeKind } from '../kernel/node-kind.js'
import { didYouMean } from './nearest.js'
import { readSeedFolder } from './seed-file.js'
import { SEED_KINDS } from './seed-kinds.js'
import { readNode, type SeedNode } from './seed-node.js'
import { type Problems, quote } from './seed-problem.js'
import type { SeedValue } from './seed-value.js'

/** One folder of seed files, each file and node understood on its own. */
export interface SeedDataSet {
  readonly origin: string
  readonly path: string
  readonly nodes: readonly SeedNode[]
  /** The first document of the data set: where a place stands that is cited without its document. */
  readonly document: SeedNode | undefined
  /** False where something could not even be read, so that references to it cannot be judged. */
  readonly complete: boolean
}

const KIND_OF_LIST: ReadonlyMap<string, NodeKind> = new Map(
  NODE_KINDS.map((kind) => [SEED_KINDS[kind].list, kind]),
)

export async function readDataSet(folder: string, problems: Problems): Promise<SeedDataSet> {
  const { origin, path, roots, readable } = await readSeedFolder(folder, problems)
  const read = roots.map((root) => readLists(root, origin, problems))
  const nodes = read.flatMap((part) => part.nodes)
  return {
    origin,
    path,
    nodes,
    document: nodes.find(({ kind }) => kind === 'DOCUMENT'),
    complete: readable && read.every((part) => part.complete),
  }
}

function readLists(
  root: SeedValue,
  origin: string,
  problems: Problems,
): Pick<SeedDataSet, 'nodes' | 'complete'> {
  const { entries } = root
  if (!entries) {
    problems.expected(root.place, 'lists of nodes, such as projects', root.described)
    return { nodes: [], complete: false }
  }
  const nodes: SeedNode[] = []
  let complete = true
  for (const { key, place, value } of entries) {
    const kind = KIND_OF_LIST.get(key)
    if (!kind)
      problems.expected(
        place,
        'a list of nodes, such as projects',
        quote(key),
        didYouMean(key, KIND_OF_LIST.keys()),
      )
    else if (!value.items) problems.expected(value.place, `a list of ${key}`, value.described)
    const read = (kind ? (value.items ?? []) : []).map(
      (item) => kind && readNode(kind, origin, item, problems),
    )
    nodes.push(...read.filter((node) => node !== undefined))
    complete &&= kind !== undefined && value.items !== undefined && !read.includes(undefined)
  }
  return { nodes, complete }
}
