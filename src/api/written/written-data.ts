/** The data of an answer as JSON, written by the database. */
export class WrittenData {
  constructor(readonly text: string) {}
}

/** An answer as it is sent, in parts that follow each other: with data that is JSON already. */
export function answerParts(answer: { readonly data?: unknown }): string[] {
  const { data, ...rest } = answer
  if (!(data instanceof WrittenData)) return [JSON.stringify(answer), '\n']
  const others = JSON.stringify(rest).slice(1)
  return ['{"data":', data.text, others === '}' ? '' : ',', others, '\n']
}
