import path from 'node:path'
import { importsOf, type SourceFiles } from './source-files.js'

/** The folders of src: each may import only from those before it (README, map of the code). */
export const FOLDERS = [
  'kernel', 'graphql', 'database', 'history', 'access', 'graph', 'catalogue', 'governance', 'programme', 'funding',
  'traversal', 'insight', 'exchange', 'writing', 'api', 'terminal', 'web', 'explorer',
] // prettier-ignore

/** Within one feature: a file may import only from suffixes before its own; one without a suffix is pure. */
const FLOW = ['table', 'reads', 'store', 'service', 'type', 'input', 'args', 'resolver']

const LONGEST_FILE = 300

/** Every breach of the house rules, as `file: what is wrong`. */
export function breaches(files: SourceFiles): string[] {
  return [...files].flatMap(([file, text]) => [
    ...folderOrder(file, text),
    ...importGroups(file, text),
    ...suffixFlow(file, text),
    ...packages(file, text),
    ...shape(file, text),
  ])
}

function folderOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1]
}

function suffixOf(file: string): string | undefined {
  return /\.([a-z]+)\.ts$/.exec(file)?.[1]
}

function folderOrder(file: string, text: string): string[] {
  const own = folderOf(file)
  if (own === undefined) return []
  if (!FOLDERS.includes(own)) return [`${file}: the folder ${own} has no place in the order`]
  return importsOf(file, text).flatMap(({ specifier, target }) => {
    if (target === undefined) return []
    const other = folderOf(target)
    const allowed = other !== undefined && FOLDERS.indexOf(other) <= FOLDERS.indexOf(own)
    return allowed ? [] : [`${file}: ${own} must not import ${specifier}`]
  })
}

/** Node's own modules, packages, folders in their order, then neighbours. */
function rank(file: string, specifier: string, target: string | undefined): number {
  if (specifier.startsWith('node:')) return 0
  if (target === undefined) return 1
  if (path.posix.dirname(target) === path.posix.dirname(file)) return 100
  return 2 + FOLDERS.indexOf(folderOf(target) ?? '')
}

function importGroups(file: string, text: string): string[] {
  const ranks = importsOf(file, text)
    .filter(({ specifier }) => specifier !== 'reflect-metadata')
    .map(({ specifier, target }) => ({ specifier, rank: rank(file, specifier, target) }))
  const late = ranks.find(({ rank }, i) => ranks.slice(0, i).some((earlier) => earlier.rank > rank))
  return late && folderOf(file) ? [`${file}: the import of ${late.specifier} stands too late`] : []
}

function suffixFlow(file: string, text: string): string[] {
  const own = FLOW.indexOf(suffixOf(file) ?? '')
  return importsOf(file, text).flatMap(({ specifier, target, typeOnly }) => {
    if (target === undefined || typeOnly) return []
    const other = suffixOf(target)
    const foreignStore = other === 'store' && folderOf(target) !== folderOf(file)
    if (foreignStore) return [`${file}: must not import the store of another feature, ${specifier}`]
    const backwards = own >= 0 && folderOf(target) === folderOf(file) && FLOW.indexOf(other ?? '') > own
    return backwards ? [`${file}: a ${FLOW[own]} must not import ${specifier}`] : []
  })
}

function packages(file: string, text: string): string[] {
  const imports = importsOf(file, text)
  const has = (name: string) => imports.some(({ specifier, typeOnly }) => specifier === name && !typeOnly)
  const found: string[] = []
  if (has('typeorm') && has('type-graphql')) found.push(`${file}: rows and types are two classes`)
  if (/\bEntity\b[^'"]*from 'typeorm'/.test(text) && file !== 'src/database/table.ts') {
    found.push(`${file}: TypeORM's Entity is called Table here`)
  }
  return found
}

function shape(file: string, text: string): string[] {
  const lines = text.split('\n').length - 1
  const found: string[] = []
  if (lines > LONGEST_FILE) found.push(`${file}: ${lines} lines`)
  if (/^export default/m.test(text)) found.push(`${file}: a default export`)
  if (/^export \*/m.test(text)) found.push(`${file}: a barrel`)
  if (/^(let|var) /m.test(text)) found.push(`${file}: state of a whole module`)
  return found
}

/** Files that import each other in a circle, as `a → b → a`; imports of types alone are no circle at run time. */
export function circles(files: SourceFiles): string[] {
  const next = new Map(
    [...files].map(([file, text]) => [
      file,
      importsOf(file, text).flatMap(({ target, typeOnly }) =>
        target !== undefined && !typeOnly ? [target] : [],
      ),
    ]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) found.push([...way.slice(at), file].join(' → '))
    if (at >= 0 || done.has(file)) return
    for (const target of next.get(file) ?? []) visit(target, [...way, file])
    done.add(file)
  }
  for (const file of files.keys()) visit(file, [])
  return found
}
