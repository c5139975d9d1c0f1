/** The first few of many, in order; at least one. */
export class FirstFew {
  readonly all: number[] = []

  constructor(
    private readonly most: number,
    private readonly compare: (a: number, b: number) => number,
  ) {}

  add(one: number): void {
    const { all, most } = this
    if (all.length === most) {
      if (this.compare(one, all[most - 1] as number) > 0) return
      all.pop()
    }
    let at = all.length
    while (at > 0 && this.compare(one, all[at - 1] as number) < 0) at--
    all.splice(at, 0, one)
  }
}
