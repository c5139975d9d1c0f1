import { errorCode } from '../../database/embedded/error-code.js'
import { fail, type Finding, ok, warn } from './finding.js'

const PATIENCE = 3_000

/** Whether the service can listen there, or does so already. */
export async function checkPort(host: string, port: number): Promise<Finding> {
  if (port === 0) return ok('port', 'the system chooses one')
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
  try {
    const response = await fetch(`http://${address}/readyz`, { signal: AbortSignal.timeout(PATIENCE) })
    const status = await statusIn(response)
    if (status === 'ready') return ok('port', `the service answers on ${address}`)
    if (status === 'not ready') {
      return fail('port', `the service on ${address} is not ready: its database does not answer`)
    }
    return fail('port', `something else answers on ${address}: set PORT to another`)
  } catch (error) {
    const code = errorCode((error as Error).cause)
    if (code === 'ECONNREFUSED') return ok('port', `${address} is free`)
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return fail('port', `HOST ${host} cannot be found`)
    return fail('port', `${address} is taken, by what is no service of ours: set PORT to another`)
  }
}

/** Whether the issuer of tokens answers, and is who it says. */
export async function checkIssuer(issuer: string): Promise<Finding> {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    const { issuer: told } = (await response.json()) as { issuer?: unknown }
    if (told === issuer) return ok('issuer', `${issuer} answers`)
    return fail('issuer', `${issuer} calls itself ${JSON.stringify(told)}: tokens will not be believed`)
  } catch (error) {
    const cause = (error as Error).cause
    const reason = errorCode(cause) || (error as Error).message
    return warn('issuer', `${issuer} does not answer (${reason}): people cannot log in`)
  }
}

async function statusIn(response: Response): Promise<unknown> {
  const body = (await response.json().catch(() => undefined)) as { status?: unknown } | undefined
  return body?.status
}
