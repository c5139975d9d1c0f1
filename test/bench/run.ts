import { compareAnswers } from './compare-answers.js'
import type { Contender } from './contenders.js'
import { type Figures, measure, warmUp } from './measure.js'
import type { BenchOptions } from './options.js'
import { type Line, linesOf } from './results.js'
import type { Operation } from './variants.js'

type Tell = (line: string) => void

/**
 * Compares all answers, then runs rounds: in each one every contender is asked every operation for some seconds, in an order
 * that turns with the rounds, so that what else the machine does falls on all alike.
 */
export async function runRounds(
  contenders: readonly Contender[],
  { operations, rounds, seconds, connections }: BenchOptions,
  yardstick: string,
  tell: Tell,
): Promise<Line[]> {
  for (const operation of operations) await compareOn(contenders, operation, tell)
  const lines: Line[] = []
  for (const operation of operations) {
    const serving = contenders.filter(({ running }) => running.variant.operations[operation])
    const questionsOf = (contender: Contender) => contender.questions.get(operation) ?? []
    for (const contender of serving) {
      await warmUp(contender.running, operation, questionsOf(contender), connections)
    }
    const measured: Map<string, Figures>[] = []
    for (let round = 0; round < rounds; round++) {
      const turned = serving.map((_, i) => serving[(i + round) % serving.length] as Contender)
      const figures = new Map<string, Figures>()
      for (const contender of turned) {
        const { running, client, name } = contender
        figures.set(
          name,
          await measure(running, operation, questionsOf(contender), client, { connections, seconds }),
        )
      }
      measured.push(new Map(serving.map(({ name }) => [name, figures.get(name) as Figures])))
    }
    const own = linesOf(operation, measured, yardstick)
    for (const { variant, ratio, figures } of own) {
      tell(
        `${operation.padEnd(12)} ${variant.padEnd(24)} ${ratio.toFixed(2).padStart(6)} × ${figures.rate.toFixed(1).padStart(8)} requests/s`,
      )
    }
    lines.push(...own)
  }
  return lines
}

/** Those on one database answer alike; those on different ones answer different questions. */
async function compareOn(contenders: readonly Contender[], operation: Operation, tell: Tell): Promise<void> {
  for (const client of new Set(contenders.map((contender) => contender.client))) {
    const own = contenders.filter((contender) => contender.client === client)
    const questions = own[0]?.questions.get(operation) ?? []
    const count = await compareAnswers(
      own.map(({ running }) => running),
      operation,
      questions,
    )
    tell(`${operation}: ${count} answers alike in ${own.map(({ name }) => name).join(', ')}`)
  }
}
