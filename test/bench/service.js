// The service as `npm start` runs it, but without the data sets of seeds/: the database holds what was generated.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../dist/src/config.js'
import { startService } from '../../dist/src/service.js'

const project = await mkdtemp(path.join(tmpdir(), 'vrd-bench-'))
await mkdir(path.join(project, 'seeds'))
await symlink(fileURLToPath(new URL('../../schema', import.meta.url)), path.join(project, 'schema'))

const service = await startService(readConfig(process.env, project), project)
process.once('SIGTERM', () => void service.stop().then(() => rm(project, { recursive: true })))
process.stdout.write('ready\n')
