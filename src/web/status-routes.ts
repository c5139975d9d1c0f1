import type { FastifyInstance } from 'fastify'
import { type GraphQLSchema, printSchema } from 'graphql'

/** For machines that keep watch, and for tools that read the schema. */
export function serveStatus(
  app: FastifyInstance,
  schema: GraphQLSchema,
  isReady: () => Promise<boolean>,
): void {
  const sdl = `${printSchema(schema)}\n`
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(sdl))

  app.get('/livez', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }))

  app.get('/readyz', async (request, reply) => {
    const ready = await isReady().catch((err: unknown) => {
      request.log.warn({ err }, 'the service is not ready')
      return false
    })
    return reply
      .header('cache-control', 'no-store')
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready' })
  })
}
