import { createRequire } from 'node:module'
import path from 'node:path'

/** A file of the browser page: under which address, of what type, and where it lies. */
export interface ExplorerFile {
  readonly url: string
  readonly type: string
  readonly file: string
}

const SCRIPT = 'text/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'

/** Everything the page loads comes from the service itself: its own sources and its packages, as they were installed. */
export function explorerFiles(projectFolder: string): ExplorerFile[] {
  const own = path.join(projectFolder, 'src/explorer')
  const { resolve } = createRequire(path.join(projectFolder, 'package.json'))
  const packaged = (name: string, file: string): string =>
    path.join(path.dirname(resolve(`${name}/package.json`)), file)
  return [
    { url: '/', type: 'text/html; charset=utf-8', file: path.join(own, 'page.html') },
    { url: '/explorer/icon.svg', type: 'image/svg+xml', file: path.join(own, 'icon.svg') },
    { url: '/explorer/explorer.css', type: STYLE, file: path.join(own, 'explorer.css') },
    { url: '/explorer/explorer.js', type: SCRIPT, file: path.join(own, 'explorer.js') },
    { url: '/explorer/questions.js', type: SCRIPT, file: path.join(own, 'questions.js') },
    { url: '/explorer/storage.js', type: SCRIPT, file: path.join(own, 'storage.js') },
    { url: '/explorer/react.js', type: SCRIPT, file: packaged('react', 'umd/react.production.min.js') },
    {
      url: '/explorer/react-dom.js',
      type: SCRIPT,
      file: packaged('react-dom', 'umd/react-dom.production.min.js'),
    },
    { url: '/explorer/graphiql.js', type: SCRIPT, file: packaged('graphiql', 'graphiql.min.js') },
    { url: '/explorer/graphiql.css', type: STYLE, file: packaged('graphiql', 'graphiql.min.css') },
  ]
}
