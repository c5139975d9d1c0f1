import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from '@jest/globals'
import { prepareCluster } from '../../src/database/embedded/cluster.js'
import { findDistribution } from '../../src/database/embedded/distribution.js'
import { findPlace } from '../../src/database/embedded/place.js'
import { ensurePostmaster, stopPostmaster } from '../../src/database/embedded/postmaster.js'
import { usableDistribution } from '../../src/database/embedded/usable-distribution.js'
import { dataDirectories } from '../support/data-directories.js'

test('a port that somebody takes at the last moment is given up for another', async () => {
  const directories = dataDirectories()
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  try {
    const taken = portOf(other.address())
    const place = await findPlace(await directories.create())
    const distribution = await usableDistribution(findDistribution(), place.account)
    const { files } = await prepareCluster(place, distribution)
    const launch = { distribution, account: place.account, files, durable: false }
    const asked: number[] = []
    const postmaster = await ensurePostmaster(launch, async () => {
      asked.push(asked.length < 2 ? taken : await freePort())
      return asked.at(-1) ?? 0
    })
    expect(asked).toEqual([taken, taken, postmaster.port])
    await stopPostmaster(launch, postmaster)
    await expect(ensurePostmaster(launch, async () => taken)).rejects.toThrow(
      'PostgreSQL does not start: could not create any TCP/IP sockets',
    )
  } finally {
    other.close()
    await directories.remove()
  }
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const port = portOf(probe.address())
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('Not listening')
  return address.port
}
