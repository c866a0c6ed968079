/** Where in a draft: keys and list places from the outside in. */
export type DraftPath = readonly (string | number)[]

/** What stands there, or undefined where nothing does. */
export function valueAt(tree: unknown, path: DraftPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    tree,
  )
}

/** The tree with another value there; what is not on the way stays the same object. */
export function withValueAt<Tree>(tree: Tree, path: DraftPath, value: unknown): Tree {
  const [key, ...rest] = path
  if (key === undefined) return value as Tree
  const copy: unknown = Array.isArray(tree) ? [...(tree as unknown[])] : { ...tree }
  const owner = copy as Record<PropertyKey, unknown>
  owner[key] = withValueAt(owner[key], rest, value)
  return copy as Tree
}

/** Whether two JSON values say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
}

/** The item of a list moved to another place. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  return list.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** A written place and what holds it, from the inside out: `arms[1].name`, `arms[1]`, `arms`. */
export function placesUpFrom(place: string): string[] {
  const owner = place.replace(/(\.[^.[]*|\[\d+\]|^[^.[]*)$/, '')
  return place === '' ? [] : [place, ...placesUpFrom(owner)]
}
