import { firstDifference } from './canonical.js'
import type { Running } from './child.js'
import { answerOf } from './measure.js'
import type { Operation, Variables } from './variants.js'

/** How many questions of each operation every variant must answer alike. */
const COMPARED = 20

/**
 * Compares what variants on one database answer, before anything is timed: whoever answers something else is not faster.
 * @throws Error that names the variant, the question and where its answer differs from the first variant's.
 */
export async function compareAnswers(
  running: readonly Running[],
  operation: Operation,
  questions: readonly Variables[],
): Promise<number> {
  const serving = running.filter(({ variant }) => variant.operations[operation])
  const compared = questions.slice(0, COMPARED)
  for (const variables of compared) {
    const answers: { name: string; answer: unknown }[] = []
    for (const one of serving) {
      const asking = one.variant.operations[operation]
      if (asking) answers.push({ name: one.variant.name, answer: await answerOf(one, asking, variables) })
    }
    const [first, ...others] = answers
    for (const { name, answer } of others) {
      const difference = firstDifference(first?.answer, answer)
      if (difference !== undefined) {
        throw new Error(
          `${first?.name} and ${name} differ in ${operation} ${JSON.stringify(variables)}, ${difference}`,
        )
      }
    }
  }
  return compared.length
}
