import { armFields } from './fields/arm-fields.ts'
import { dataFields } from './fields/data-fields.ts'
import type { FieldText } from './fields/field-control.ts'
import { gridFields } from './fields/grid-fields.ts'
import { networkFields } from './fields/network-fields.ts'
import { optimizerFields } from './fields/optimizer-fields.ts'
import { trainingFields } from './fields/training-fields.ts'

const texts: Record<string, FieldText> = {
  ...gridFields,
  ...dataFields,
  ...networkFields,
  ...optimizerFields,
  ...armFields,
  ...trainingFields,
}

/** What is said of the field at a path, `arms[2].name` say. @throws Error where the form knows none */
export function fieldText(path: string): FieldText {
  const text = texts[path.replaceAll(/\[\d+\]/g, '[]')]
  if (!text) throw new Error(`The form has no text for ${path}.`)
  return text
}

/** The paths of all fields that the form has texts for, list places left out. */
export const fieldPaths: readonly string[] = Object.keys(texts)
