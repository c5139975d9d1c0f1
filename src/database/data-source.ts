import { DataSource, type MixedList } from 'typeorm'
import { SnakeCaseNaming } from './naming.js'

type RowClasses = MixedList<new () => object>

export interface DataSourceParts {
  readonly url: string
  readonly rows: RowClasses
  readonly migrations: RowClasses
}

/** The one way to a database that can be written and migrated. Nothing is ever synchronised: only migrations change tables. */
export function createDataSource({ url, rows, migrations }: DataSourceParts): DataSource {
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
    poolSize: 4,
    connectTimeoutMS: 5_000,
  })
}
