/** Text that is HTML already and may stand in a page as it is. Only `markup` and `trustedMarkup` make it. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = Markup | string | number | null | readonly Part[]

/** A template whose every inserted string is escaped, unless it is markup; lists are joined, null is nothing. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(parts[index] ?? null)).join(''))
}

/** A sentence with numbers, in which no line ends before a sign or a unit, nor between a sign and its number. */
export function sentence(text: string): string {
  return text.replace(/(?<=[<=]) | (?=[%…<=])/g, '\u00a0')
}

/** Takes a text that this program wrote itself for markup; never a text that a user may have written. */
export function trustedMarkup(text: string): Markup {
  return new Markup(text)
}

function textOf(part: Part): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'string') return escaped(part)
  return typeof part === 'number' ? String(part) : part.map(textOf).join('')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe between tags and inside quoted attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}
