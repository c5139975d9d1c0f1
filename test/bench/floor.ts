import { createServer } from 'node:http'
import { Pool } from 'pg'
import { type Operation, type Variables } from './variants.js'
import { STATEMENTS } from './floor-statements.js'

/** Bare HTTP and one prepared statement that builds the whole answer in the database. */
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  options: '-c jit=off -c pg_trgm.word_similarity_threshold=0.45',
})

async function answer(name: Operation, body: string): Promise<string> {
  const { text, values } = STATEMENTS[name]
  const { rows } = await pool.query<{ answer: string }>({
    name,
    text,
    values: values(JSON.parse(body) as Variables),
  })
  return rows[0]?.answer ?? 'null'
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    answer(request.url?.slice(1) as Operation, Buffer.concat(chunks).toString()).then(
      (text) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.stdout.write('ready\n'))
process.once('SIGTERM', () => process.exit(0))
