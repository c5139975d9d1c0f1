import path from 'node:path'
import {
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  validateSync,
} from 'class-validator'
import { StartupError } from './kernel/errors.js'
import type { IssuerOptions } from './access/issuer-tokens.js'

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export const READ_ACCESS = ['public', 'signed-in'] as const

const DATABASE = /^postgres(ql)?:\/\/[^\s]+$/
/** Without protection only within the machine, for trying out. */
const TRUSTED = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])[^\s?#]*$/

/** For what says nothing without another variable. */
const OnlyWith = (other: 'databaseUrl' | 'oidcIssuer', message: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'onlyWith',
      validator: {
        validate: (value, args) =>
          value === undefined || (args?.object as Partial<Config> | undefined)?.[other] !== undefined,
      },
    },
    { message },
  )

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
  @Matches(DATABASE, {
    message: 'DATABASE_URL must read postgres://user:password@host:port/database',
  })
  readonly databaseUrl: string | undefined

  /** `MIGRATION_DATABASE_URL`: the same database, as whoever owns its tables; all else goes by `DATABASE_URL`. */
  @IsOptional()
  @OnlyWith('databaseUrl', 'MIGRATION_DATABASE_URL must not be set without DATABASE_URL')
  @Matches(DATABASE, {
    message: 'MIGRATION_DATABASE_URL must read postgres://user:password@host:port/database',
  })
  readonly migrationDatabaseUrl: string | undefined

  /** `DATA_DIR`: where the service's own PostgreSQL keeps its data. */
  readonly dataDirectory: string

  /** `LOG_LEVEL`: how much is logged, to standard error. */
  @IsIn(LOG_LEVELS, { message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` })
  readonly logLevel: (typeof LOG_LEVELS)[number]

  /** `ANSWER_CACHE_MB`: how much room answers take that are given again while the graph stands as it is; 0 keeps none. */
  @IsInt({ message: 'ANSWER_CACHE_MB must be a whole number' })
  @Min(0, { message: 'ANSWER_CACHE_MB must be from 0 to 4096' })
  @Max(4_096, { message: 'ANSWER_CACHE_MB must be from 0 to 4096' })
  readonly answerCacheMegabytes: number

  /** `READ_ACCESS`: whether what is published is for everybody, or only for who signs in. */
  @IsIn(READ_ACCESS, { message: `READ_ACCESS must be one of ${READ_ACCESS.join(', ')}` })
  readonly readAccess: (typeof READ_ACCESS)[number]

  /** `OIDC_ISSUER`: whose tokens count; unset, only keys do. */
  @IsOptional()
  @Matches(TRUSTED, { message: 'OIDC_ISSUER must be an address https://… (http:// on this machine)' })
  readonly oidcIssuer: string | undefined

  /** `OIDC_AUDIENCE`: whom its tokens must be meant for. */
  @ValidateIf(({ oidcIssuer, oidcAudience }: Config) => (oidcIssuer ?? oidcAudience) !== undefined)
  @OnlyWith('oidcIssuer', 'OIDC_AUDIENCE must not be set without OIDC_ISSUER')
  @MinLength(1, { message: 'OIDC_AUDIENCE must be set with OIDC_ISSUER' })
  readonly oidcAudience: string | undefined

  /** `OIDC_JWKS_URI`: where the issuer's keys are; asked of the issuer unless told. */
  @IsOptional()
  @OnlyWith('oidcIssuer', 'OIDC_JWKS_URI must not be set without OIDC_ISSUER')
  @Matches(TRUSTED, { message: 'OIDC_JWKS_URI must be an address https://… (http:// on this machine)' })
  readonly oidcJwksUri: string | undefined

  /** `OIDC_ROLE_CLAIM`: the claim that names the role. */
  readonly oidcRoleClaim: string

  /** `OIDC_ENTITY_CLAIM`: the claim that names the entity of who has the role entity. */
  readonly oidcEntityClaim: string

  constructor(environment: NodeJS.ProcessEnv, project: string) {
    this.port = environment['PORT'] ? Number(environment['PORT']) : 4000
    this.host = environment['HOST'] ?? '127.0.0.1'
    this.databaseUrl = environment['DATABASE_URL'] || undefined
    this.migrationDatabaseUrl = environment['MIGRATION_DATABASE_URL'] || undefined
    this.dataDirectory = path.resolve(environment['DATA_DIR'] || path.join(project, '.data'))
    this.logLevel = (environment['LOG_LEVEL'] || 'warn') as Config['logLevel']
    this.answerCacheMegabytes = environment['ANSWER_CACHE_MB'] ? Number(environment['ANSWER_CACHE_MB']) : 64
    this.readAccess = (environment['READ_ACCESS'] || 'public') as Config['readAccess']
    this.oidcIssuer = environment['OIDC_ISSUER'] || undefined
    this.oidcAudience = environment['OIDC_AUDIENCE'] || undefined
    this.oidcJwksUri = environment['OIDC_JWKS_URI'] || undefined
    this.oidcRoleClaim = environment['OIDC_ROLE_CLAIM'] || 'role'
    this.oidcEntityClaim = environment['OIDC_ENTITY_CLAIM'] || 'entity'
  }

  /** The issuer that is trusted; undefined where there is none. */
  get issuer(): IssuerOptions | undefined {
    const { oidcIssuer: issuer, oidcAudience: audience, oidcJwksUri: jwksUri } = this
    if (issuer === undefined || audience === undefined) return undefined
    return { issuer, audience, jwksUri, claims: { role: this.oidcRoleClaim, entity: this.oidcEntityClaim } }
  }
}

/** Reads the environment once. @throws StartupError that names everything that is wrong, not only the first. */
export function readConfig(environment: NodeJS.ProcessEnv, project: string): Config {
  const config = new Config(environment, project)
  const problems = validateSync(config).flatMap((error) => Object.values(error.constraints ?? {}).slice(0, 1))
  if (problems.length > 0) throw new StartupError(`The environment is not right: ${problems.join('; ')}.`)
  return config
}
