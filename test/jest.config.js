import { fileURLToPath } from 'node:url'
import { swcOptions } from './support/swc-options.js'

const rootDir = fileURLToPath(new URL('..', import.meta.url))

/** @type {import('jest').Config} */
const shared = {
  rootDir,
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swcOptions] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
}

/** Only the second one needs a server, and only when one of its tests runs is it started. */
export default {
  rootDir,
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'pure',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(db|api)\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'database',
      testMatch: ['**/*.db.test.ts', '**/*.api.test.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.js',
      globalTeardown: '<rootDir>/test/support/global-teardown.js',
    },
  ],
}
