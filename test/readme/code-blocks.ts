/** A fenced block of a Markdown text, with its language and the number of its first line. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
  readonly line: number
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    text: (match[2] ?? '').trimEnd(),
    line: markdown.slice(0, match.index).split('\n').length,
  }))
}

/** A command of a console block and what it prints. */
export interface Command {
  readonly command: string
  readonly output: string
}

export function commandOf({ text }: CodeBlock): Command {
  const [first = '', ...rest] = text.split('\n')
  return { command: first.replace(/^\$ /, ''), output: rest.join('\n') }
}
