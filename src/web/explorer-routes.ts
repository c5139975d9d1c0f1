import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { StoredOperation } from '../api/operations.js'
import { type ExplorerFile, explorerFiles } from './explorer-files.js'
import { projectFolder } from './project-folder.js'

/**
 * The one style that GraphiQL's dialogs write into the page, to keep what lies behind them from scrolling. Its text
 * is constant as long as the page itself has no scroll bar.
 */
const SCROLL_LOCK = 'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='

/** Nothing is loaded from elsewhere, nothing is sent elsewhere, and nobody may frame the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' '${SCROLL_LOCK}'`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The browser page, and the stored operations that it offers. */
export async function serveExplorer(
  app: FastifyInstance,
  operations: readonly StoredOperation[],
): Promise<void> {
  app.get('/explorer/operations.json', (_request, reply) => reply.send(operations))
  await Promise.all(explorerFiles(projectFolder()).map((file) => serveFile(app, file)))
}

/** Kept in memory from the start: a file that is missing is noticed then. */
async function serveFile(app: FastifyInstance, { url, type, file }: ExplorerFile): Promise<void> {
  const content = await readFile(file)
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`
  app.get(url, (request, reply) => {
    void reply.headers({ etag, 'cache-control': 'no-cache', 'content-security-policy': POLICY })
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(type).send(content)
  })
}
