import { buildLayers, parametersOf, type Layer } from '../../../domain/architecture.ts'
import type { NetworkSpec, NormalizationSpec } from '../../../domain/spec.ts'

/** A column of a drawn network: its units, what is done on the way to them, and how many values are learned for it. */
export type NetworkColumn = {
  /** The place in the spec's list; null for the images and for the classes. */
  index: number | null
  units: number
  /** In order: “dense”, “batch norm”, “ReLU” … */
  parts: NetworkPart[]
  learned: number
}

export type NetworkPart = { kind: Layer['type'] | 'input' | 'softmax'; text: string }

const ACTIVATIONS = { relu: 'ReLU', sigmoid: 'sigmoid', tanh: 'tanh', gelu: 'GELU' } as const

/** The network that an arm trains, column by column from the images to the classes. */
export function networkColumns(
  network: NetworkSpec,
  normalization: NormalizationSpec,
  inputs: number,
  classes: number,
): NetworkColumn[] {
  const columns: NetworkColumn[] = [
    { index: null, units: inputs, parts: [{ kind: 'input', text: 'pixels' }], learned: 0 },
  ]
  for (const layer of buildLayers(network, normalization, inputs, classes)) {
    if (layer.type === 'dense') {
      const index = layer.index < network.layers.length ? layer.index : null
      columns.push({ index, units: layer.outputs, parts: [], learned: 0 })
    }
    const column = columns.at(-1)!
    column.parts.push({ kind: layer.type, text: partText(layer) })
    column.learned += learnedIn(layer)
  }
  columns.at(-1)!.parts.push({ kind: 'softmax', text: 'softmax' })
  return columns
}

function partText(layer: Layer): string {
  switch (layer.type) {
    case 'dense':
      return layer.bias ? 'dense + bias' : 'dense'
    case 'batch-normalization':
      return 'batch norm'
    case 'activation':
      return ACTIVATIONS[layer.activation]
  }
}

function learnedIn(layer: Layer): number {
  return parametersOf([layer])
    .filter(({ learned }) => learned)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)
}
