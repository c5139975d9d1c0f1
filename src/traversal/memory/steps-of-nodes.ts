import { nodeWord } from '../ground.js'
import { inSlices } from '../in-slices.js'

const AT_A_TIME = 250_000

/** Of each tie its source and its target, in turn, and the rank of its kind. */
export interface Ends {
  readonly nodes: Uint32Array
  readonly ranks: Uint8Array
}

/** Two words for each step, as `Ground` has them, and where those of each node begin; last, where all end. */
export interface StepsOfNodes {
  readonly steps: Uint32Array
  readonly begins: Uint32Array
}

/**
 * The steps of all ties, both ways, by the node that they start from. The first word of a step is its number here:
 * `nodes` has its start at that number, and the node that it leads to at the number of the way back.
 */
export async function stepsOfNodes({ nodes, ranks }: Ends, nodeCount: number): Promise<StepsOfNodes> {
  const begins = new Uint32Array(nodeCount + 1)
  await inSlices(nodes.length, AT_A_TIME, (from, to) => {
    for (let step = from; step < to; step++) {
      const after = (nodes[step] as number) + 1
      begins[after] = (begins[after] as number) + 2
    }
  })
  for (let node = 1; node <= nodeCount; node++) {
    begins[node] = (begins[node] as number) + (begins[node - 1] as number)
  }
  const next = begins.slice()
  const steps = new Uint32Array(2 * nodes.length)
  await inSlices(nodes.length, AT_A_TIME, (from, to) => {
    for (let step = from; step < to; step++) {
      const near = nodes[step] as number
      const at = next[near] as number
      next[near] = at + 2
      steps[at] = step
      steps[at + 1] = nodeWord(nodes[step ^ 1] as number, ranks[step >>> 1] as number)
    }
  })
  return { steps, begins }
}
