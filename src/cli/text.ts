/** Spaces at which a line may end: not before a unit, nor between a sign and its number. */
const BREAKS = /(?<![<=]) (?![%…<=])/

/** Breaks a text at spaces into lines of at most `width` columns; all but the first begin with `indent` spaces. */
export function wrapText(text: string, width: number, indent = 0): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(BREAKS)) {
    const room = width - (lines.length === 0 ? 0 : indent)
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`)
}

/** A list with a dash before each text. */
export function bulletList(texts: readonly string[], width: number): string {
  return texts.map((text) => `- ${wrapText(text, width - 2, 2)}`).join('\n')
}

/** The text in at most `width` columns, its end replaced by an ellipsis where it is longer. */
export function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}
