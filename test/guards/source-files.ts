import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The text of source files by path, as `src/graph/nodes.ts`. */
export type SourceFiles = ReadonlyMap<string, string>

export function readSourceFiles(project: string, ...folders: readonly string[]): SourceFiles {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join(folder, file)),
  )
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(project, file), 'utf8')]))
}

export interface Import {
  /** As written: `../kernel/errors.js`. */
  readonly specifier: string
  /** The file it leads to, `src/kernel/errors.ts`; undefined for a package. */
  readonly target: string | undefined
  readonly typeOnly: boolean
}

const IMPORT = /^(?:import|export)(\s+type)?\s(?:[^'";]*?\sfrom\s)?'([^']+)'/gm

/** The imports of a file in the order in which they stand. */
export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, typeOnly, specifier = '']) => ({
    specifier,
    typeOnly: typeOnly !== undefined,
    target: specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts')
      : undefined,
  }))
}
