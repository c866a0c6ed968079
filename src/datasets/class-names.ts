import type { DatasetInfo } from '../domain/dataset.ts'

/** As its authors list them (zalandoresearch/fashion-mnist, README, "Labels"). */
const FASHION = [
  ...['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat'],
  ...['Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
]

/** What the classes of a data set are called, in order: their numbers, unless the set is known by its name. */
export function classNamesOf({ name, classes }: DatasetInfo): string[] {
  if (name === 'fashion-mnist' && classes === FASHION.length) return [...FASHION]
  return Array.from({ length: classes }, (_, index) => String(index))
}
