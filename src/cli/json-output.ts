import { terminal } from './terminal.ts'

/** Prints an answer for machines. Times are ISO 8601 in UTC, and null stands for what is not finite. */
export function printJson(answer: unknown): void {
  terminal.out(JSON.stringify(answer, jsonValue, 2))
}

/** The contract tells times in milliseconds since 1970, under names that end in `At`, and series as typed arrays. */
function jsonValue(key: string, value: unknown): unknown {
  if (typeof value === 'number' && key.endsWith('At')) return new Date(value).toISOString()
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>)
  return value
}
