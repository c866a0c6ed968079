import type { LocationQueryValue } from 'vue-router'

/* What an address that somebody may have typed says under a name. */

export type Values = LocationQueryValue | LocationQueryValue[] | undefined

/** The first that says something. */
export function first(value: Values): string | null {
  return list(value)[0] ?? null
}

/** All that say something. */
export function list(value: Values): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((item): item is string => typeof item === 'string' && item !== '')
}

export function numbers(value: Values): number[] {
  return list(value).map(Number).filter(Number.isFinite)
}

/** In the order in which they are known. */
export function known<T extends string>(options: readonly T[], value: Values): T[] {
  const values = list(value)
  return options.filter((option) => values.includes(option))
}
