import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A body of JSON as it came. An answer that is kept is found by the text, which then nobody needs to read. */
class UnreadJson {
  constructor(
    readonly text: string,
    private readonly request: FastifyRequest,
  ) {}

  /** As Fastify reads it: `__proto__` and the like are refused. @throws FastifyError where it is empty or malformed */
  read(): unknown {
    const parse = this.request.server.getDefaultJsonParser('error', 'error')
    const read: { error: Error | null; value?: unknown } = { error: null }
    void parse(this.request, this.text, (error, value: unknown) => Object.assign(read, { error, value }))
    if (read.error) throw read.error
    return read.value
  }
}

/** Has bodies of JSON brought as they came. */
export function leaveJsonUnread(scope: FastifyInstance): void {
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) =>
    done(null, new UnreadJson(text, request)),
  )
}

/** The text of the body; empty where there is none. */
export function textOf({ body }: FastifyRequest): string {
  return body instanceof UnreadJson ? body.text : ''
}

/** What the body says; undefined where there is none. @throws FastifyError */
export function readJson({ body }: FastifyRequest): unknown {
  return body instanceof UnreadJson ? body.read() : undefined
}
