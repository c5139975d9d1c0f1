import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { currentRun, urlOf, withClient } from './test-run.js'

export interface TestDatabase {
  readonly url: string
  /** Cuts whoever is still connected. */
  drop(): Promise<void>
}

/** Advisory lock: two workers must not copy a template at once, for it may have no other session. */
const COPYING = 0x767264

/** Migrated and seeded: one for each test file. */
export function createDatabase(): Promise<TestDatabase> {
  return create(currentRun().templates.seeded)
}

/** With the tables and their laws, and nothing in them. */
export function createMigratedDatabase(): Promise<TestDatabase> {
  return create(currentRun().templates.migrated)
}

/** A database with nothing in it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template0')
}

async function create(template: string): Promise<TestDatabase> {
  const { id, serverUrl } = currentRun()
  const name = `vrd_test_${id}_${randomBytes(4).toString('hex')}`
  await withClient(serverUrl, (client) => copy(client, template, name))
  return {
    url: urlOf(serverUrl, name),
    drop: () =>
      withClient(serverUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

async function copy(client: Client, template: string, name: string): Promise<void> {
  // Ends with the session, also when the worker is killed.
  await client.query('select pg_advisory_lock($1)', [COPYING])
  await client.query(`create database ${name} encoding 'UTF8' template ${template}`)
  // A server of the machine may write each commit to disk, which no test here asks for, and compile what it runs once,
  // which the service asks no server to do.
  await client.query(`alter database ${name} set synchronous_commit = off`)
  await client.query(`alter database ${name} set jit = off`)
}
