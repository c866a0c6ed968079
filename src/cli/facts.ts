import { wrapText } from './text.ts'

/** Names and what they stand for, one under the other, the texts in a column of their own. */
export function factLines(facts: readonly (readonly [string, string])[], width: number): string {
  const indent = Math.max(...facts.map(([name]) => name.length)) + 2
  return facts
    .map(([name, text]) => `${name.padEnd(indent)}${wrapText(text, width - indent, indent)}`)
    .join('\n')
}
