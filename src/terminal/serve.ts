import type { Command } from 'commander'
import { numberValue } from './argument-values.js'
import { examples } from './options.js'
import type { Shell } from './shell.js'

/** Where to listen, in the place of what the environment says. */
export interface ServeOptions {
  readonly port?: number
  readonly host?: string
}

export function addServe(program: Command, shell: Shell): void {
  program
    .command('serve')
    .summary('run the service')
    .description(
      'Does what npm start does: opens the database, brings it up to date, loads the seeds and answers over HTTP, until ' +
        'it is interrupted. Ends with 0 when it was stopped, with 1 when it could not start.',
    )
    .option('--port <port>', 'in the place of PORT; 0 lets the system choose', numberValue(0, 65_535))
    .option('--host <address>', 'in the place of HOST')
    .addHelpText('after', examples('vrd serve', 'vrd serve --port 8080 --host 0.0.0.0'))
    .action((options: ServeOptions) => shell.alone(() => shell.tools.serve(options)))
}
