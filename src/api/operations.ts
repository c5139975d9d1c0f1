import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { StartupError } from '../kernel/errors.js'
import { isJsonObject } from '../kernel/json-object.js'

/** Who asks a question, in the order in which they are shown. */
export const AUDIENCES = ['portal', 'architect', 'integrator'] as const
export type Audience = (typeof AUDIENCES)[number]

/** A question worth keeping: a documented operation that is ready to run. */
export interface StoredOperation {
  /** The file's name without its ending. */
  readonly name: string
  readonly title: string
  readonly audience: Audience
  /** With the comment lines that tell what it answers. */
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Reads every `*.graphql` of a folder, by audience and then by name. A file opens with comment lines: its title,
 * `For: portal` (or architect, integrator), what it answers in any number of lines, and last, where it has
 * variables, `Variables:` with a JSON object that may run on over the next comment lines.
 *
 * @throws StartupError naming the file that is not written so.
 */
export async function readOperations(folder: string): Promise<StoredOperation[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort()
  const operations = await Promise.all(
    files.map(async (file) => parseOperation(file, await readFile(path.join(folder, file), 'utf8'))),
  )
  return AUDIENCES.flatMap((audience) => operations.filter((operation) => operation.audience === audience))
}

export function parseOperation(file: string, text: string): StoredOperation {
  const lines = text.split(/\r?\n/)
  const end = lines.findIndex((line) => !line.startsWith('#'))
  const comments = lines.slice(0, end).map((line) => line.replace(/^# ?/, ''))
  const variablesAt = comments.findIndex((line) => line.startsWith('Variables:'))
  const told = variablesAt < 0 ? comments : comments.slice(0, variablesAt)
  const [title = ''] = told
  const audienceAt = told.findIndex((line) => line.startsWith('For:'))
  const audience = AUDIENCES.find((name) => name === told[audienceAt]?.slice('For:'.length).trim())
  if (!title || audienceAt === 0) throw malformed(file, 'its first line must be a comment with its title')
  if (!audience) throw malformed(file, `a comment line must say "For:" and one of ${AUDIENCES.join(', ')}`)

  const kept = told.filter((_, index) => index !== audienceAt).map((line) => `# ${line}`.trimEnd())
  return {
    name: path.basename(file, '.graphql'),
    title,
    audience,
    document: [...kept, ...lines.slice(end)].join('\n').trimEnd(),
    variables: variablesAt < 0 ? {} : parseVariables(file, comments.slice(variablesAt).join('\n')),
  }
}

function parseVariables(file: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.slice('Variables:'.length))
    if (isJsonObject(value)) return value
  } catch {
    // told below, in the words of the one who writes such files
  }
  throw malformed(file, 'what follows "Variables:" up to the end of the comment must be a JSON object')
}

function malformed(file: string, problem: string): StartupError {
  return new StartupError(`schema/operations/${file}: ${problem}`)
}
