import type { Activation, NetworkSpec, NormalizationSpec } from './spec.ts'

/** One step of a network as it is built for an arm: what the trainer runs, in order, on [R, B, features]. */
export type Layer =
  | { type: 'dense'; index: number; inputs: number; outputs: number; bias: boolean }
  | { type: 'activation'; activation: Exclude<Activation, 'identity'>; features: number }
  | {
      type: 'batch-normalization'
      index: number
      features: number
      momentum: number
      epsilon: number
      affine: boolean
    }

/**
 * The layers of a network under an arm's normalization, from `inputs` features to `classes` logits. `index` counts
 * the items of the spec's list, so that it names the same random stream whatever the arm adds between them.
 */
export function buildLayers(
  network: NetworkSpec,
  normalization: NormalizationSpec,
  inputs: number,
  classes: number,
): Layer[] {
  const layers: Layer[] = []
  let features = inputs
  network.layers.forEach((spec, index) => {
    const normalizes = normalization.type !== 'none' && spec.normalization !== 'none'
    const before = normalizes && spec.normalization === 'before-activation'
    const atOnce = before || (normalizes && spec.activation === 'identity')
    const bias = spec.bias === 'always' || (spec.bias === 'auto' && !atOnce)
    layers.push({ type: 'dense', index, inputs: features, outputs: spec.units, bias })
    features = spec.units
    const normalized = normalizes ? [normalizationLayer(normalization, index, features)] : []
    const activated = activationLayers(spec.activation, features)
    layers.push(...(before ? [...normalized, ...activated] : [...activated, ...normalized]))
  })
  layers.push({ type: 'dense', index: network.layers.length, inputs: features, outputs: classes, bias: true })
  return layers
}

/** The identity is no layer. */
function activationLayers(activation: Activation, features: number): Layer[] {
  return activation === 'identity' ? [] : [{ type: 'activation', activation, features }]
}

function normalizationLayer(
  { type: _, ...settings }: Extract<NormalizationSpec, { type: 'batch' }>,
  index: number,
  features: number,
): Layer {
  return { type: 'batch-normalization', index, features, ...settings }
}

export type ParameterName = 'weight' | 'bias' | 'gamma' | 'beta' | 'runningMean' | 'runningVariance'

/** One array of a network's state: `0.weight` [inputs, outputs], `0.gamma` [features] …; `learned` ones are trained. */
export type Parameter = {
  key: string
  layer: number
  name: ParameterName
  shape: readonly number[]
  learned: boolean
}

/** All arrays that the layers hold, in order, under stable keys `<layer index>.<name>`. */
export function parametersOf(layers: readonly Layer[]): Parameter[] {
  return layers.flatMap((layer): Parameter[] => {
    const of = (name: ParameterName, shape: readonly number[], learned = true): Parameter => ({
      key: `${'index' in layer ? layer.index : ''}.${name}`,
      layer: 'index' in layer ? layer.index : -1,
      name,
      shape,
      learned,
    })
    switch (layer.type) {
      case 'dense': {
        const weight = of('weight', [layer.inputs, layer.outputs])
        return layer.bias ? [weight, of('bias', [layer.outputs])] : [weight]
      }
      case 'batch-normalization': {
        const shape = [layer.features]
        const affine = layer.affine ? [of('gamma', shape), of('beta', shape)] : []
        return [...affine, of('runningMean', shape, false), of('runningVariance', shape, false)]
      }
      case 'activation':
        return []
    }
  })
}
