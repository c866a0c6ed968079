import type { Draft } from './draft.ts'
import { fieldPaths, fieldText } from './field-text.ts'

/** What the form calls a place of the spec: “Layer 2, units”, “with BN, ε”. */
export function labelOfPath(path: string, draft: Draft): string {
  if (/^arms\[\d+\]\.batchSizes/.test(path)) return `${ownerOf(path, draft)!}, batch sizes`
  const field = fieldOf(path)
  if (field === null) return path === '' ? 'The whole design' : (ownerOf(path, draft) ?? path)
  const { label } = fieldText(field)
  const owner = ownerOf(path, draft)
  return owner === null ? label : `${owner}, ${label.toLowerCase()}`
}

/** The field that shows a problem at a path: its own, or the list that it is an entry of. */
function fieldOf(path: string): string | null {
  const known = new Set(fieldPaths)
  const isKnown = (place: string): boolean => known.has(place.replaceAll(/\[\d+\]/g, '[]'))
  if (isKnown(path)) return path
  const list = path.replace(/\[\d+\]$/, '')
  return list !== path && isKnown(list) ? list : null
}

function ownerOf(path: string, draft: Draft): string | null {
  const layer = /^network\.layers\[(\d+)\]/.exec(path)?.[1]
  if (layer !== undefined) return `Layer ${Number(layer) + 1}`
  const arm = /^arms\[(\d+)\]/.exec(path)?.[1]
  if (arm === undefined) return null
  const name = draft.arms[Number(arm)]?.name ?? ''
  // A name that two arms have tells nobody which.
  const isOwn = draft.arms.filter((one) => one.name === name).length === 1
  return name === '' || !isOwn ? `Arm ${Number(arm) + 1}` : name
}
