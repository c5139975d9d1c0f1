// @ts-check

/** What is kept of questions that were asked, with all that was sent. */
const WITH_HEADERS = new Set(['graphiql:queries', 'graphiql:favorites', 'graphiql:tabState'])

/**
 * What GraphiQL remembers, without the headers of what was asked: its history would keep them, and with them the key or
 * token of whoever asked, for everybody who uses this browser.
 */
export const storage = {
  /** @param {string} key */
  getItem: (key) => localStorage.getItem(key),
  /** @param {string} key @param {string} value */
  setItem: (key, value) => localStorage.setItem(key, WITH_HEADERS.has(key) ? withoutHeaders(value) : value),
  /** @param {string} key */
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length
  },
}

/** @param {string} value */
function withoutHeaders(value) {
  return JSON.stringify(JSON.parse(value), (name, held) => (name === 'headers' ? null : held))
}
