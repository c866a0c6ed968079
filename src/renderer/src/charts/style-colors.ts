/** Style variables become colours: a canvas or a file knows no variables. */
export function withColors<T>(value: T, colorOf: (variable: string) => string): T {
  if (typeof value === 'string')
    return value.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => colorOf(name)) as T
  if (Array.isArray(value)) return value.map((item: unknown) => withColors(item, colorOf)) as T
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  const entries = Object.entries(value).map(([key, item]) => [key, withColors(item as unknown, colorOf)])
  return Object.fromEntries(entries) as T
}
