export default async function globalTeardown() {
  await globalThis[Symbol.for('vrd test server')]?.stop()
}
