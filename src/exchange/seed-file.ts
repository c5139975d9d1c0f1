import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { type Document, LineCounter, parseDocument, visit } from 'yaml'
import { type Problems, quote } from './seed-problem.js'
import { placeAt, SeedValue } from './seed-value.js'

/** One folder of seed files, read but not yet understood. */
export interface SeedFolder {
  /** The folder's name, which its nodes and relations bear in the database. */
  readonly origin: string
  /** As it is called in messages. */
  readonly path: string
  readonly roots: readonly SeedValue[]
  /** False where a file is not YAML: whatever refers to its nodes cannot be judged. */
  readonly readable: boolean
}

/** The data sets under `seeds/`: its folders, in the order of their names. */
export async function seedFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, name))
    .sort()
}

export async function readSeedFolder(folder: string, problems: Problems): Promise<SeedFolder> {
  const path = shown(folder)
  const origin = basename(resolve(folder))
  const names = await readdir(folder).catch(() => undefined)
  if (!names) problems.expected({ file: path }, 'a folder of seed files', 'none that can be read')
  for (const name of names ?? []) {
    if (/\.ya?ml$/i.test(name) && !name.endsWith('.yaml'))
      problems.expected({ file: `${path}/${name}` }, 'a name that ends in ".yaml"', quote(name))
  }
  const files = (names ?? []).filter((name) => name.endsWith('.yaml')).sort()
  if (names && files.length === 0) problems.expected({ file: path }, 'at least one file *.yaml', 'none')
  const roots = await Promise.all(
    files.map(async (name) =>
      readFileText(`${path}/${name}`, await readFile(join(folder, name), 'utf8'), problems),
    ),
  )
  const readableRoots = roots.filter((root) => root !== undefined)
  return {
    origin,
    path,
    roots: readableRoots,
    readable: files.length > 0 && readableRoots.length === files.length,
  }
}

/** A path below the folder we run in is shown from there, any other one in full. */
function shown(folder: string): string {
  const from = relative(process.cwd(), resolve(folder))
  return (from === '' || from.startsWith('..') ? resolve(folder) : from).replaceAll('\\', '/')
}

function readFileText(path: string, text: string, problems: Problems): SeedValue | undefined {
  const lines = new LineCounter()
  const file = { path, lines }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'failsafe' })
  let readable = true
  for (const { code, message, pos } of document.errors) {
    const place = placeAt(file, pos[0])
    if (code === 'DUPLICATE_KEY')
      problems.expected(place, 'each key once', `${quote(wordAt(text, pos[0]))} again`)
    else {
      problems.expected(place, 'YAML', `a fault: ${message}`)
      readable = false
    }
  }
  if (/[&*!]/.test(text)) refuseShorthands(document, file, problems)
  return readable ? new SeedValue(document.contents, file, { file: path, line: 1, column: 1 }) : undefined
}

/** Whoever reads a file shall see what it says: nothing is written in one place and meant in another. */
function refuseShorthands(document: Document, file: SeedValue['file'], problems: Problems): void {
  visit(document, {
    Alias(_, node) {
      problems.expected(placeAt(file, node.range?.[0] ?? 0), 'the value itself', `an alias (*${node.source})`)
    },
    Value(_, node) {
      const place = () => placeAt(file, node.range?.[0] ?? 0)
      if (node.anchor !== undefined) problems.expected(place(), 'no anchor', `&${node.anchor}`)
      if (node.tag !== undefined) problems.expected(place(), 'no tag', quote(node.tag))
    },
  })
}

function wordAt(text: string, offset: number): string {
  return /^["']?([^"':\s]*)/.exec(text.slice(offset, offset + 80))?.[1] ?? ''
}
