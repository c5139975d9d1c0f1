import { createServer } from 'node:http'

/** One of the ways to traverse (`traversal-<name>.js`) behind plain HTTP: POST /impact `{ "of": "project:VRD3-2025-08" }`. */
const { load } = await import(`./traversal-${process.argv[2]}.js`)
const graph = await load(process.env.DATABASE_URL)

async function answer(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  const { of, depth = 6 } = JSON.parse(Buffer.concat(parts).toString())
  return graph.impact(of, depth)
}

const server = createServer((request, response) => {
  const send = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  answer(request).then(
    (found) => send(200, found),
    (error) => send(500, { error: error.message }),
  )
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
process.on('SIGTERM', () => void graph.close().then(() => process.exit()))
