import type { FastifyReply } from 'fastify'
import { TimeoutError } from '../kernel/errors.js'

/**
 * Aborts when the client leaves before it is answered, without more; or when the time is over, with a TimeoutError
 * as its reason. Fastify's own `request.signal` watches the request, which Node closes as soon as its body is read:
 * it aborts at once or never, depending on when it is first looked at.
 */
export function requestSignal({ raw }: FastifyReply, milliseconds: number): AbortSignal {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort(new TimeoutError(`The answer took more than ${milliseconds} milliseconds`))
  }, milliseconds)
  raw.once('close', () => {
    clearTimeout(timer)
    if (!raw.writableEnded) controller.abort()
  })
  return controller.signal
}
