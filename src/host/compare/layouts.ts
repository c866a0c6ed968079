import { CompareLayout } from '../../contract/compare.ts'
import type { Store } from '../store/open-store.ts'

const SETTING = 'compare layouts'

type Kept = {
  layouts: CompareLayout[]
  /** What is not understood here, a newer version's say: kept as it is. */
  others: unknown[]
}

/** The layouts that were saved, by their names, but those that are not understood. */
export function layouts(store: Store): CompareLayout[] {
  return read(store).layouts
}

/** Keeps a layout; one of its name is replaced. @returns all */
export function saveLayout(store: Store, layout: CompareLayout): CompareLayout[] {
  return change(store, (all) => [...all.filter(({ name }) => name !== layout.name), layout])
}

/** Removes the layout of this name, if there is one. @returns the others */
export function removeLayout(store: Store, name: string): CompareLayout[] {
  return change(store, (all) => all.filter((layout) => layout.name !== name))
}

function read(store: Store): Kept {
  const stored = store.settings.get(SETTING)
  const kept: Kept = { layouts: [], others: [] }
  for (const entry of stored === undefined ? [] : [stored].flat()) {
    const layout = CompareLayout.safeParse(entry)
    if (layout.success) kept.layouts.push(layout.data)
    else kept.others.push(entry)
  }
  return kept
}

function change(store: Store, changed: (all: CompareLayout[]) => CompareLayout[]): CompareLayout[] {
  return store.transaction(() => {
    const kept = read(store)
    const sorted = changed(kept.layouts).toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
    store.settings.set(SETTING, [...sorted, ...kept.others])
    return sorted
  })
}
