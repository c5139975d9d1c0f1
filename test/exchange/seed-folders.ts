import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SeedError } from '../../src/exchange/seed-problem.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** The note of 2025. */
export const NOTE = join(PROJECT, 'seeds/vrd3-2025')
/** An invented programme of an invented city. */
export const CITY = join(PROJECT, 'test/fixtures/seeds/zilverduin-2031')

/** Folders of seed files that a test may write in, gone when it is over. */
export class SeedFolders {
  private constructor(readonly root: string) {}

  static async create(): Promise<SeedFolders> {
    return new SeedFolders(await mkdtemp(join(tmpdir(), 'vrd-seeds-')))
  }

  path(name: string): string {
    return join(this.root, name)
  }

  async write(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    await rm(this.path(name), { recursive: true, force: true })
    await mkdir(this.path(name))
    for (const [file, text] of Object.entries(files)) await writeFile(join(this.path(name), file), text)
    return this.path(name)
  }

  /** A copy of a folder under its own name. */
  async copy(folder: string): Promise<string> {
    const name = folder.split('/').at(-1) ?? ''
    await cp(folder, this.path(name), { recursive: true })
    return this.path(name)
  }

  /** Replaces a text that stands in a file exactly once. */
  async edit(name: string, file: string, before: string, after: string): Promise<void> {
    const path = join(this.path(name), file)
    const parts = (await readFile(path, 'utf8')).split(before)
    if (parts.length !== 2)
      throw new Error(`${JSON.stringify(before)} stands ${parts.length - 1} times in ${file}`)
    await writeFile(path, parts.join(after))
  }

  /** What is wrong, each problem on its line, with paths from the folders' root; none where nothing is. */
  async problemsOf(loading: Promise<unknown>): Promise<string[]> {
    try {
      await loading
      return []
    } catch (error) {
      if (!(error instanceof SeedError)) throw error
      return error.problems.map(({ message }) => message.replaceAll(`${this.root}/`, ''))
    }
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true })
  }
}
