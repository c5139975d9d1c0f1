import { existsSync } from 'node:fs'
import path from 'node:path'

/** Where package.json lies, from the sources as well as from what is built of them. */
export function projectFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder)
  return folder
}
