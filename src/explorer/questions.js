// @ts-check
/** @import { StoredOperation } from '../api/operations.js' */

const HEADINGS = { portal: 'For a portal', architect: 'For an architect', integrator: 'For an integrator' }

/**
 * Lists the stored questions by audience, as links to `#name`: a question can be bookmarked and sent to others.
 *
 * @param {readonly StoredOperation[]} operations
 */
export function listQuestions(operations) {
  const nav = /** @type {HTMLElement} */ (document.getElementById('questions'))
  for (const [audience, heading] of Object.entries(HEADINGS)) {
    const own = operations.filter((operation) => operation.audience === audience)
    if (own.length === 0) continue
    const list = document.createElement('ul')
    list.append(...own.map(itemOf))
    nav.append(Object.assign(document.createElement('h2'), { textContent: heading }), list)
  }

  /** @type {((operation: StoredOperation) => void) | undefined} */
  let openInEditor

  /** @param {string} hash */
  function open(hash) {
    const chosen = operations.find(({ name }) => `#${name}` === hash)
    if (!chosen || !openInEditor) return false
    openInEditor(chosen)
    document.title = `${chosen.title} · Programme graph`
    for (const link of nav.querySelectorAll('a')) {
      if (link.hash === hash) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
    return true
  }

  addEventListener('hashchange', () => open(location.hash))
  // Picking the question that is in the address already brings back its text.
  nav.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLAnchorElement && target.hash === location.hash) open(target.hash)
  })

  return {
    /**
     * Called once the editor is there, with its text and the way to fill it; and again when it is made anew.
     *
     * @param {string} text
     * @param {(operation: StoredOperation) => void} fill
     */
    follow(text, fill) {
      const isFirst = openInEditor === undefined
      openInEditor = fill
      if (!isFirst) return
      // The editor keeps its text from visit to visit; a question that stands there unchanged gets its variables too.
      const shown = operations.find((operation) => operation.document === text)
      if (!open(location.hash) && shown) open(`#${shown.name}`)
    },
  }
}

/** @param {StoredOperation} operation */
function itemOf({ name, title }) {
  const item = document.createElement('li')
  item.append(Object.assign(document.createElement('a'), { href: `#${name}`, textContent: title }))
  return item
}
