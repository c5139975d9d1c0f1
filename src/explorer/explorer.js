// @ts-check
/** @import { StoredOperation } from '../api/operations.js' */
/** @import { GraphiQLGlobal, ReactDOMGlobal, ReactGlobal } from './globals.js' */
import { listQuestions } from './questions.js'
import { storage } from './storage.js'

/** Loaded by the page before this module. */
const { React, ReactDOM, GraphiQL } =
  /** @type {{ React: ReactGlobal, ReactDOM: ReactDOMGlobal, GraphiQL: GraphiQLGlobal }} */ (
    /** @type {unknown} */ (globalThis)
  )

/**
 * Sits in the editor's toolbar, where the editors can be reached; shows nothing.
 *
 * @param {{ onReady: ReturnType<typeof listQuestions>['follow'] }} props
 */
function Bridge({ onReady }) {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = GraphiQL.React.useEditorContext()
  React.useEffect(() => {
    const editors = {
      Query: queryEditor,
      Variables: variableEditor,
      Headers: headerEditor,
      Answer: responseEditor,
    }
    for (const [label, editor] of Object.entries(editors)) {
      if (!editor) continue
      editor.setOption('screenReaderLabel', label)
      // Tab moves on to the next control; otherwise nobody without a mouse gets out of the editor again.
      editor.setOption('extraKeys', { ...editor.getOption('extraKeys'), Tab: false, 'Shift-Tab': false })
      editor.setOption('lineWrapping', true)
    }
    if (!queryEditor || !variableEditor) return
    onReady(queryEditor.getValue(), (operation) => {
      queryEditor.setValue(operation.document)
      queryEditor.operationName = undefined // else the former question's, until GraphiQL has read the new one
      variableEditor.setValue(printVariables(operation))
      responseEditor?.setValue('') // what stood there answered another question
    })
  }, [queryEditor, variableEditor, headerEditor, responseEditor])
  return null
}

/** @param {StoredOperation} operation */
function printVariables({ variables }) {
  return Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2)
}

/** @returns {Promise<StoredOperation[]>} */
async function loadOperations() {
  const response = await fetch('/explorer/operations.json')
  return response.json()
}

async function start() {
  const operations = await loadOperations()
  const [first] = operations
  const questions = listQuestions(operations)
  const fetcher = GraphiQL.createFetcher({ url: '/graphql' })
  const main = /** @type {HTMLElement} */ (document.getElementById('editor'))
  ReactDOM.createRoot(main).render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultEditorToolsVisibility: 'variables',
      defaultTabs: first && [{ query: first.document }],
      shouldPersistHeaders: false,
      storage,
      toolbar: { additionalContent: React.createElement(Bridge, { onReady: questions.follow }) },
    }),
  )
}

await start()
