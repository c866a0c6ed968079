import type { FieldControl } from './fields/field-control.ts'

/** A field's value in words, for “default 0.9” and “back to 0.9”. */
export function valueText(value: unknown, control: FieldControl): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plain).join(', ')
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === null) return control.kind === 'number-or-open' ? control.open : 'none'
  if (control.kind === 'choice') return control.choices[plain(value)] ?? plain(value)
  return plain(value)
}

function plain(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : JSON.stringify(value)
}
