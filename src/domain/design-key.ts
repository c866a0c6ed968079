import { contentKey } from './content-key.ts'
import type { DatasetInfo } from './dataset.ts'
import type { Spec } from './spec.ts'

/** Equal for experiments that differ in nothing but their names and seeds, so that seeds can be added to them together. */
export function designKey(spec: Spec, dataset: Pick<DatasetInfo, 'digest'>): string {
  const { name: _name, seeds: _seeds, ...design } = spec
  return contentKey({ ...design, dataset: dataset.digest })
}
