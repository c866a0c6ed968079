/** What the form says of a field of a spec. */
export type FieldText = {
  label: string
  /** What it means, for who reads it the first time. */
  hint: string
  /** Of the number. */
  unit?: string
  /** Whether each design has its own, so that there is no usual value to tell. */
  isOwn?: true
  control: FieldControl
}

export type FieldControl =
  | { kind: 'number' }
  /** Left blank it is null, which means this. */
  | { kind: 'number-or-open'; open: string }
  | { kind: 'text' }
  | { kind: 'flag' }
  /** Numbers in a row. */
  | { kind: 'numbers'; example: string }
  | { kind: 'choice'; choices: Record<string, string> }

export const number: FieldControl = { kind: 'number' }
export const flag: FieldControl = { kind: 'flag' }
export const open = (text: string): FieldControl => ({ kind: 'number-or-open', open: text })
export const choice = (choices: Record<string, string>): FieldControl => ({ kind: 'choice', choices })
