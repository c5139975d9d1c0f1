import { createServer } from 'node:http'
import { useGraphQlJit } from '@envelop/graphql-jit'
import { createYoga } from 'graphql-yoga'
import { schema } from './yoga-schema.js'

/**
 * GraphQL Yoga as its documentation sets it up for production: on Node's own HTTP server, its cache of parsed and validated
 * documents on (the default), no explorer and no landing page. With JIT=1 its plugin for graphql-jit as well.
 */
const yoga = createYoga({
  schema,
  graphiql: false,
  landingPage: false,
  plugins: process.env.JIT === '1' ? [useGraphQlJit()] : [],
})

const server = createServer(yoga)
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
process.on('SIGTERM', () => process.exit())
