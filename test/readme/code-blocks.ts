/** A fenced block of a Markdown text, with its language and the number of its first line. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
  readonly line: number
}

const FENCED = /^```(\w*)\n([\s\S]*?)^```$/gm

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(FENCED)].map((match) => ({
    language: match[1] ?? '',
    text: (match[2] ?? '').trimEnd(),
    line: markdown.slice(0, match.index).split('\n').length,
  }))
}

/** The text with other blocks in the place of its own, one for one. */
export function withBlocks(markdown: string, texts: readonly string[]): string {
  const left = [...texts]
  return markdown.replace(FENCED, (_, language: string) => `\`\`\`${language}\n${left.shift() ?? ''}\n\`\`\``)
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
