import { errorCode } from '../database/embedded/error-code.js'

const CODES =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|08\w{3}|57P0\d|53300)$/
/** What the driver throws without a code. */
const WORDS =
  /connection terminated|timeout (expired|exceeded when trying to connect)|not queryable|connection error/i

/** Whether the connection to the database failed, not what was asked of it: it may be asked again. */
export function isCut(error: unknown): error is Error {
  const code = errorCode(error)
  return code === '' ? WORDS.test(String(error)) : CODES.test(code)
}

/** Some errors of the network have several causes and no text of their own. */
export function reasonOf(error: Error): string {
  return error.message || errorCode(error) || error.name
}
