import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { allThere } from '../../src/kernel/awaitable.js'
import { Batches } from '../../src/database/batches.js'
import { Connections } from '../../src/database/connections.js'
import { Reads } from '../../src/database/reads.js'
import { PRESENT } from '../../src/kernel/moment.js'
import { GraphSnapshot } from '../../src/history/snapshot.js'
import { anySteps } from '../../src/traversal/ground.js'
import { Grounds } from '../../src/traversal/grounds.js'
import type { ImpactAnswer, ImpactQuestion } from '../../src/traversal/impact.js'
import { projectsPayingFor, stepsUp } from '../../src/traversal/lineage-climb.js'
import { HeldTies } from '../../src/traversal/memory/held-ties.js'
import { type PathAnswer, pathsBetween } from '../../src/traversal/paths.js'
import { createGraphDatabase, type GraphDatabase } from '../database/graph-database.js'
import { allowedSteps, climbMeans, impactMeans, inOrder, pathsMean, type Step, readSteps } from './meaning.js'
import { DAYS, KINDS, RandomGraphs, randomGraph, relationKinds, type WrittenNode } from './random-graph.js'

/** Questions about nodes by their place in the list of those that whoever asks may see. */
const questions = fc.record({
  impacts: fc.array(
    fc.record({
      root: fc.nat(15),
      depth: fc.integer({ min: 1, max: 10 }),
      kinds: relationKinds,
      on: fc.option(fc.constantFrom(...DAYS)),
      nodeKinds: fc.option(fc.subarray([...KINDS], { minLength: 4 })),
      first: fc.constantFrom(1, 3, 100),
    }),
    { minLength: 2, maxLength: 4 },
  ),
  paths: fc.array(
    fc.record({
      from: fc.nat(15),
      to: fc.nat(15),
      maxLength: fc.integer({ min: 1, max: 4 }),
      kinds: relationKinds,
      on: fc.option(fc.constantFrom(...DAYS)),
      first: fc.constantFrom(1, 5, 100),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  lineages: fc.array(fc.record({ of: fc.nat(15), on: fc.option(fc.constantFrom(...DAYS)) }), {
    minLength: 4,
    maxLength: 8,
  }),
})
type Questions = typeof questions extends fc.Arbitrary<infer Value> ? Value : never

interface Answers {
  readonly impacts: readonly ImpactAnswer[]
  readonly paths: readonly (readonly PathAnswer[])[]
  readonly lineages: readonly ReturnType<typeof climbMeans>[]
}

/** Whoever asks: what they see, and the ties that are held of it. */
class Caller {
  readonly connections: Connections
  readonly held: HeldTies

  constructor(url: string, role: string) {
    this.connections = new Connections({ url, role, onCut: () => undefined })
    this.held = new HeldTies(this.connections, {
      mostBytes: 2 ** 24,
      onFailure: (error) => {
        throw error
      },
    })
  }

  async seen(nodes: readonly WrittenNode[]): Promise<WrittenNode[]> {
    const rows = await this.connections.rows<{ id: string }>({
      text: 'select id from node',
      values: [],
    })
    return nodes.filter(({ id }) => rows.some((row) => row.id === id))
  }

  async ask(nodes: readonly WrittenNode[], asked: Questions): Promise<Answers> {
    const snapshot = new GraphSnapshot(PRESENT)
    const reads = new Reads(this.connections, undefined, undefined, snapshot)
    const version = async () => {
      await reads.open()
      return String(snapshot.version)
    }
    const grounds = new Grounds(reads, version, this.held)
    const batches = new Batches(reads)
    try {
      const impacts = await allThere(
        impactQuestions(nodes, asked).map((question) => batches.load(grounds.impactOf, question)),
      )
      const paths: PathAnswer[][] = []
      for (const { question, steps } of pathQuestions(nodes, asked)) {
        paths.push(await pathsBetween(await grounds.groundFor(steps), question))
      }
      const lineages: ReturnType<typeof climbMeans>[] = []
      for (const { of, on } of asked.lineages) {
        const ways = await projectsPayingFor(await grounds.groundFor(stepsUp(on)), at(nodes, of))
        lineages.push(inOrder(ways))
      }
      return { impacts, paths, lineages }
    } finally {
      await reads.close()
    }
  }

  /** Until the ties of this moment are held. */
  async hold(): Promise<void> {
    const [head] = await this.connections.rows<{ version: string }>({
      text: 'select version from graph_head',
      values: [],
    })
    const version = String(head?.version)
    for (let tries = 0; !this.held.at(version); tries++) {
      if (tries > 200) throw new Error(`version ${version} is not held`)
      await this.held.settled()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

function at(nodes: readonly WrittenNode[], place: number): WrittenNode {
  const { id, kind } = nodes[place % nodes.length] as WrittenNode
  return { id, kind }
}

function impactQuestions(nodes: readonly WrittenNode[], { impacts }: Questions): ImpactQuestion[] {
  return impacts.map((question) => ({ ...question, root: at(nodes, question.root) }))
}

function pathQuestions(nodes: readonly WrittenNode[], { paths }: Questions) {
  return paths.map(({ from, to, kinds, on, ...rest }) => {
    const question = { ...rest, from: at(nodes, from), to: at(nodes, to) }
    return { question, steps: anySteps(kinds, on, [question.from.id, question.to.id]) }
  })
}

function meaningOf(steps: readonly Step[], nodes: readonly WrittenNode[], asked: Questions): Answers {
  return {
    impacts: impactQuestions(nodes, asked).map((question) => impactMeans(steps, question)),
    paths: pathQuestions(nodes, asked).map((one) => pathsMean(allowedSteps(steps, one.steps), one.question)),
    lineages: asked.lineages.map(({ of, on }) => climbMeans(allowedSteps(steps, stepsUp(on)), at(nodes, of))),
  }
}

describe('over ties in memory, and by SQL', () => {
  let database: GraphDatabase
  let graphs: RandomGraphs
  let callers: Caller[]
  beforeAll(async () => {
    database = await createGraphDatabase()
    graphs = await RandomGraphs.in(database.client)
    callers = ['vrd_public', 'vrd_reader'].map((role) => new Caller(database.url, role))
  })
  afterAll(async () => {
    await Promise.all(callers.map(({ held }) => held.close()))
    await Promise.all(callers.map(({ connections }) => connections.end()))
    await database.drop()
  })

  test('every question has the answer that it means, for everyone, right after each write and later', async () => {
    const told = { hits: 0, paths: 0, lineages: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(randomGraph, questions), { minLength: 1, maxLength: 2 }),
        async (writes) => {
          for (const [graph, asked] of writes) {
            const written = await graphs.draw(graph)
            for (const caller of callers) {
              const nodes = await caller.seen(written)
              if (nodes.length === 0) continue
              const meant = meaningOf(await readSteps(caller.connections), nodes, asked)
              // What is held is of an earlier version still, or of none: SQL answers, until it is read anew.
              expect(await caller.ask(nodes, asked)).toEqual(meant)
              await caller.hold()
              expect(await caller.ask(nodes, asked)).toEqual(meant)
              told.hits += meant.impacts.flatMap(({ hits }) => hits).length
              told.paths += meant.paths.flat().length
              told.lineages += meant.lineages.flat().length
            }
          }
        },
      ),
      { numRuns: 25, endOnFailure: true },
    )
    // It was about something.
    expect(Math.min(...Object.values(told))).toBeGreaterThan(10)
  }, 300_000)
})
