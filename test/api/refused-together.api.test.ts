import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { AccessService } from '../access/access-service.js'
import { posted, sent } from './two-services.js'

let service: AccessService
beforeAll(async () => {
  service = await AccessService.start({})
})
afterAll(() => service.stop())

/** One argument that is looked up and is not right, beside one that is wrong as it stands. */
test.each([
  '{ comparePortfolios(portfolios: ["entity:vlabel", "zzz"]) { portfolios { __typename } } }',
  '{ projects(filter: { portfolio: "portfolio:nowhere", pillar: "zzz" }) { totalCount } }',
  '{ allocations(filter: { entity: "entity:nowhere", project: "zzz" }) { totalCount } }',
  '{ paths(from: "need:nowhere", to: "zzz") { __typename } }',
])('%s is refused, and nothing of it is left to fail unheard: that would end the service', async (query) => {
  const unheard: unknown[] = []
  const hear = (reason: unknown): void => void unheard.push(reason)
  process.on('unhandledRejection', hear)
  const { body } = await sent(service, posted(query))
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('unhandledRejection', hear)
  expect(JSON.parse(body)).toMatchObject({
    errors: [{ extensions: { code: expect.stringMatching(/^(BAD_USER_INPUT|NOT_FOUND)$/) } }],
  })
  expect(unheard).toEqual([])
})
