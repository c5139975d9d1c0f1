import path from 'node:path'
import { IsIn, IsInt, IsOptional, Matches, Max, Min, MinLength, validateSync } from 'class-validator'
import { StartupError } from './kernel/errors.js'

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What the service takes from its environment; the README explains each name. */
export class Config {
  /** `PORT`: TCP port to listen on; 0 lets the system choose. */
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0, { message: 'PORT must be from 0 to 65535' })
  @Max(65_535, { message: 'PORT must be from 0 to 65535' })
  readonly port: number

  /** `HOST`: address to listen on; only this machine unless told. */
  @MinLength(1, { message: 'HOST must be an address or a host name' })
  readonly host: string

  /** `DATABASE_URL`: a PostgreSQL server of one's own, 15 to 18; unset, the service starts one itself. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[^\s]+$/, {
    message: 'DATABASE_URL must read postgres://user:password@host:port/database',
  })
  readonly databaseUrl: string | undefined

  /** `DATA_DIR`: where the service's own PostgreSQL keeps its data. */
  readonly dataDirectory: string

  /** `LOG_LEVEL`: how much is logged, to standard error. */
  @IsIn(LOG_LEVELS, { message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` })
  readonly logLevel: (typeof LOG_LEVELS)[number]

  constructor(environment: NodeJS.ProcessEnv, project: string) {
    this.port = environment['PORT'] ? Number(environment['PORT']) : 4000
    this.host = environment['HOST'] ?? '127.0.0.1'
    this.databaseUrl = environment['DATABASE_URL'] || undefined
    this.dataDirectory = path.resolve(environment['DATA_DIR'] || path.join(project, '.data'))
    this.logLevel = (environment['LOG_LEVEL'] || 'warn') as Config['logLevel']
  }
}

/** Reads the environment once. @throws StartupError that names everything that is wrong, not only the first. */
export function readConfig(environment: NodeJS.ProcessEnv, project: string): Config {
  const config = new Config(environment, project)
  const problems = validateSync(config).flatMap((error) => Object.values(error.constraints ?? {}).slice(0, 1))
  if (problems.length > 0) throw new StartupError(`The environment is not right: ${problems.join('; ')}.`)
  return config
}
