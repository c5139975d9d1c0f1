import './typescript.js'

/** Jest loads this file itself, and only JavaScript; from here on TypeScript is understood. */
export default async function globalSetup() {
  const { startTestServer } = await import('./database-server.ts')
  globalThis[Symbol.for('vrd test server')] = await startTestServer()
}
