import { expect, test } from '@jest/globals'
import { graphDataSource } from '../../ormconfig.js'
import { RunningService } from '../service/running-service.js'
import { createDatabase } from '../support/database.js'
import { decide, idOf, retraction } from './decide.js'

test('the service starts after decisions, says how many it left alone, and undoes none', async () => {
  const database = await createDatabase()
  const dataSource = await graphDataSource(database.url).initialize()
  try {
    await decide(
      dataSource,
      `update node set name_nl = 'Anders' where id = ${idOf('VRD3-2025-08', 'PROJECT')}`,
      `update allocation set amount = amount - 1000 where project_id = ${idOf('VRD3-2025-08', 'PROJECT')}`,
      ...retraction('vdip'),
    )
    const service = RunningService.spawn({ DATABASE_URL: database.url })
    const printed = await service.ready()
    expect(printed).toMatch(
      /^Loaded vrd3-2025: nodes unchanged, relations unchanged; \d+ left as decided since, vrd seed tells which\.$/m,
    )
    expect(printed).toContain('17,999,000.00 in 10 allocations')
    expect(await service.stop()).toMatchObject({ code: 0, err: '' })
    expect(await dataSource.query(`select name_nl from node where code in ('VRD3-2025-08', 'vdip')`)).toEqual(
      [{ name_nl: 'Anders' }],
    )
    expect(await dataSource.query('select version::int from graph_head')).toEqual([{ version: 2 }])
  } finally {
    await dataSource.destroy()
    await database.drop()
  }
}, 60_000)
