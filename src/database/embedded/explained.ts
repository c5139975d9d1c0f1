import { StartupError } from '../../kernel/errors.js'
import { errorCode } from './error-code.js'

const NOT_ALLOWED =
  'Start as the user who owns the data directory, or set DATA_DIR to a folder you may write, not'
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: NOT_ALLOWED,
  EEXIST: 'Set DATA_DIR to a folder; a file stands at',
  ENOTDIR: 'Set DATA_DIR to a folder; a file stands on the way to',
  ENOSPC: 'The disk is full: make room, or set DATA_DIR to a folder on another disk than',
  EDQUOT: 'The quota is used up: make room, or set DATA_DIR to a folder on another disk than',
}

/** Errors of the operating system and of PostgreSQL, told as what they mean for who starts the service. */
export function explained(error: unknown, asked: string): unknown {
  const code = errorCode(error)
  if (error instanceof StartupError || code === '') return error
  const remedy = REMEDIES[code] ?? 'PostgreSQL cannot use the data directory'
  return new StartupError(`${remedy} ${asked} (${(error as Error).message})`, { cause: error })
}
