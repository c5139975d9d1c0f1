import { expect, test } from '@jest/globals'
import { readOptions } from './options.js'

test.each([
  ['--only', 'portal'],
  ['--variants', 'floor,service'],
])('a part of the figures (%s) never takes the place of all of them', (...part) => {
  expect(() => readOptions([...part, '--write'])).toThrow('--write is for a run of everything')
  expect(readOptions(part)).toMatchObject({ write: false })
  expect(readOptions(['--growth', '--write'])).toMatchObject({ write: true, operations: ['portal'] })
})
