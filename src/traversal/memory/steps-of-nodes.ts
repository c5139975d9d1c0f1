import { stepWord } from '../ground.js'
import { inSlices } from '../in-slices.js'

const AT_A_TIME = 250_000

/** Of each tie its source and its target, in turn, and the rank of its kind. */
export interface Ends {
  readonly nodes: Uint32Array
  readonly ranks: Uint8Array
}

/** The steps and their ties, as `Ground` has them, and where those of each node begin; last, where all end. */
export interface StepsOfNodes {
  readonly steps: Uint32Array
  readonly ties: Uint32Array
  readonly begins: Uint32Array
}

/** The steps of all ties, both ways, by the node that they start from. */
export async function stepsOfNodes({ nodes, ranks }: Ends, nodeCount: number): Promise<StepsOfNodes> {
  const begins = new Uint32Array(nodeCount + 1)
  await inSlices(nodes.length, AT_A_TIME, (from, to) => {
    for (let end = from; end < to; end++) {
      const after = (nodes[end] as number) + 1
      begins[after] = (begins[after] as number) + 1
    }
  })
  for (let node = 1; node <= nodeCount; node++) {
    begins[node] = (begins[node] as number) + (begins[node - 1] as number)
  }
  const next = begins.slice()
  const steps = new Uint32Array(nodes.length)
  const ties = new Uint32Array(nodes.length)
  // Those back to sources come first: steps that are taken, or are not, then stand together.
  for (const isBack of [true, false]) {
    await inSlices(ranks.length, AT_A_TIME, (from, to) => {
      for (let tie = from; tie < to; tie++) {
        const near = nodes[2 * tie + (isBack ? 1 : 0)] as number
        const at = next[near] as number
        next[near] = at + 1
        ties[at] = tie
        steps[at] = stepWord(nodes[2 * tie + (isBack ? 0 : 1)] as number, isBack, ranks[tie] as number)
      }
    })
  }
  return { steps, ties, begins }
}
