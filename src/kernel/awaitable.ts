/** What is there already, or will be: what needs no question needs no turn of the event loop either. */
export type Awaitable<Value> = Value | Promise<Value>

/** Goes on with a value: at once where it is there. */
export function whenThere<Value, Result>(
  value: Awaitable<Value>,
  use: (value: Value) => Awaitable<Result>,
): Awaitable<Result> {
  return value instanceof Promise ? value.then(use) : use(value)
}

/** All of them, in their order. */
export function allThere<Value>(values: readonly Awaitable<Value>[]): Awaitable<Value[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as Value[])
}
