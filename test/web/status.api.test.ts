import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { buildSchema } from 'graphql'
import { SampleApp } from './sample-app.js'

let sample: SampleApp
let ready: () => Promise<boolean>
beforeAll(async () => {
  sample = await SampleApp.start({ isReady: () => ready() })
})
afterAll(() => sample.app.close())

test('the schema is there to be read by tools', async () => {
  const response = await fetch(`${sample.url}/schema.graphql`)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(buildSchema(await response.text()).getType('Thing')).toBeDefined()
})

test('the service says that it lives, whatever it waits for', async () => {
  ready = async () => false
  expect(await sample.send({ method: 'GET' }, '/livez')).toMatchObject({
    status: 200,
    body: { status: 'alive' },
  })
})

test.each<[string, () => Promise<boolean>, number]>([
  ['is ready', async () => true, 200],
  ['is not ready', async () => false, 503],
  ['cannot tell', () => Promise.reject(new Error('connection refused')), 503],
])('it says when it %s', async (_name, isReady, status) => {
  ready = isReady
  const answer = await sample.send({ method: 'GET' }, '/readyz')
  expect(answer).toMatchObject({ status, body: { status: status === 200 ? 'ready' : 'not ready' } })
})
