import { echarts } from './echarts.ts'

/** How wide a text is at a size, in the same unit. */
export type Measure = (text: string, size: number) => number

/** Of the files: what a system has for text without serifs. No name needs quotes, which attributes would have to escape. */
export const FIGURE_FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif'

/** As the charts themselves are measured. */
export const measureText: Measure = (text, size) =>
  echarts.format.getTextRect(text, `${size}px ${FIGURE_FONT}`).width

/** A text in lines that fit; a word that is longer than a line is broken. */
export function wrapped(text: string, room: number, size: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((own) => pieces(own, room, size, measure))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure(longer, size) > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}

/** As much of a text as fits, with an ellipsis where it is cut; nothing where not even that fits. */
export function cut(text: string, room: number, size: number, measure: Measure): string {
  if (measure(text, size) <= room) return text
  const characters = Array.from(text)
  while (characters.length > 0) {
    characters.pop()
    const shorter = `${characters.join('').trimEnd()}…`
    if (measure(shorter, size) <= room) return shorter
  }
  return ''
}

function pieces(word: string, room: number, size: number, measure: Measure): string[] {
  const width = measure(word, size)
  if (width <= room) return [word]
  const characters = Array.from(word)
  const length = Math.max(1, Math.floor((characters.length * room) / width))
  const count = Math.ceil(characters.length / length)
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * length, (index + 1) * length).join(''),
  )
}

/** A text as XML has it; characters that XML has no place for are left out. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
