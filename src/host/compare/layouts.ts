import * as z from 'zod/mini'
import { CompareLayout } from '../../contract/compare.ts'
import type { Store } from '../store/open-store.ts'

const SETTING = 'compare layouts'
const Layouts = z.array(CompareLayout)

/** The layouts that were saved, by their names; none where what is stored is not understood. */
export function layouts(store: Store): CompareLayout[] {
  const stored = Layouts.safeParse(store.settings.get(SETTING))
  return stored.success ? stored.data : []
}

/** Keeps a layout; one of its name is replaced. @returns all */
export function saveLayout(store: Store, layout: CompareLayout): CompareLayout[] {
  const others = layouts(store).filter(({ name }) => name !== layout.name)
  return store.transaction(() => keep(store, [...others, layout]))
}

/** Removes the layout of this name, if there is one. @returns the others */
export function removeLayout(store: Store, name: string): CompareLayout[] {
  return store.transaction(() =>
    keep(
      store,
      layouts(store).filter((layout) => layout.name !== name),
    ),
  )
}

function keep(store: Store, all: CompareLayout[]): CompareLayout[] {
  const sorted = all.toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
  store.settings.set(SETTING, sorted)
  return sorted
}
