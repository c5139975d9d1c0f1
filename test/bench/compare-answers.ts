import { firstDifference } from './canonical.js'
import type { Running } from './child.js'
import { answerOf } from './measure.js'
import { distancesOnly } from './traversals.js'
import type { Operation, Variables } from './variants.js'

/** How many questions of each operation every variant must answer alike. */
const COMPARED = 20

/**
 * Compares what variants on one database answer, before anything is timed: whoever answers something else is not faster.
 * @throws Error that names the variant, the question and where its answer differs from the first variant's, which
 * must be one that tells all.
 */
export async function compareAnswers(
  running: readonly Running[],
  operation: Operation,
  questions: readonly Variables[],
): Promise<number> {
  const serving = running.filter(({ variant }) => variant.operations[operation])
  const compared = questions.slice(0, COMPARED)
  for (const variables of compared) {
    const answers: { name: string; answer: unknown; tells?: 'distances' | undefined }[] = []
    for (const one of serving) {
      const asking = one.variant.operations[operation]
      if (!asking) continue
      const { name, tells } = one.variant
      answers.push({ name, tells, answer: await answerOf(one, asking, variables) })
    }
    const [first, ...others] = answers
    for (const { name, answer, tells } of others) {
      const difference = firstDifference(
        tells && !first?.tells ? distancesOnly(first?.answer) : first?.answer,
        answer,
      )
      if (difference !== undefined) {
        throw new Error(
          `${first?.name} and ${name} differ in ${operation} ${JSON.stringify(variables)}, ${difference}`,
        )
      }
    }
  }
  return compared.length
}
