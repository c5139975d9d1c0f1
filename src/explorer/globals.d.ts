/** The parts that the page uses of what React, React DOM and GraphiQL put on `globalThis`. */
export interface ReactGlobal {
  createElement(type: unknown, props: object): object
  useEffect(effect: () => void, dependencies: readonly unknown[]): void
}

export interface ReactDOMGlobal {
  createRoot(container: HTMLElement): { render(element: object): void }
}

export interface GraphiQLGlobal {
  createFetcher(options: { url: string }): unknown
  readonly React: {
    useEditorContext(): {
      readonly queryEditor: Editor | null
      readonly variableEditor: Editor | null
      readonly headerEditor: Editor | null
      readonly responseEditor: Editor | null
    }
  }
}

export interface Editor {
  /** What GraphiQL notes on its query editor: the operation it would run. */
  operationName?: string | undefined
  getValue(): string
  setValue(text: string): void
  setOption(name: string, value: unknown): void
  getOption(name: string): object | undefined
}
