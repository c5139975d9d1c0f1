import { DataSource, type MixedList } from 'typeorm'
import { SnakeCaseNaming } from './naming.js'

type RowClasses = MixedList<new () => object>

export interface DataSourceOptions {
  /** The role of the database to act as between transactions; the one that logs in unless told. */
  readonly role?: string
  /** Connections at most. Default 4. */
  readonly size?: number
  /** Told when the server cuts a connection that nobody uses. */
  readonly onCut?: (error: Error) => void
}

export interface DataSourceParts extends DataSourceOptions {
  readonly url: string
  readonly rows: RowClasses
  readonly migrations: RowClasses
}

/** The one way to a database that can be written and migrated. Nothing is ever synchronised: only migrations change tables. */
export function createDataSource(parts: DataSourceParts): DataSource {
  const { url, rows, migrations, role, size = 4, onCut = () => undefined } = parts
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'vrd-graph',
    entities: rows as never,
    migrations: migrations as never,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    installExtensions: false,
    poolSize: size,
    connectTimeoutMS: 5_000,
    poolErrorHandler: onCut,
    ...(role !== undefined && { extra: { options: `-c role=${role}` } }),
  })
}
