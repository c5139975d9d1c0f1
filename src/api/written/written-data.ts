/** The data of an answer as JSON, written by the database. */
export class WrittenData {
  constructor(readonly text: string) {}
}

/** An answer as it is sent: with data that is JSON already. */
export function stringifyAnswer(answer: { readonly data?: unknown }): string {
  const { data, ...rest } = answer
  if (!(data instanceof WrittenData)) return `${JSON.stringify(answer)}\n`
  const others = JSON.stringify(rest).slice(1)
  return `{"data":${data.text}${others === '}' ? '' : ','}${others}\n`
}
