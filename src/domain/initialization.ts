import { parametersOf, type Layer, type Parameter } from './architecture.ts'
import { Random } from './random.ts'
import type { NetworkSpec } from './spec.ts'
import { PURPOSE } from './streams.ts'

type Scheme = NetworkSpec['initialization']
const STREAM_OF = { weight: 1, bias: 2 } as const

/**
 * The arrays of a fresh network by key, each drawn from a stream of its own keyed by (seed, weights, layer,
 * parameter): paired runs begin with the same weights whatever their arm adds. γ = 1, β = 0, running mean 0, running variance 1.
 */
export function initialState(
  layers: readonly Layer[],
  scheme: Scheme,
  seed: number,
): Map<string, Float32Array> {
  const fanIn = new Map(
    layers.flatMap((layer) => (layer.type === 'dense' ? [[layer.index, layer.inputs]] : [])),
  )
  return new Map(
    parametersOf(layers).map((parameter) => [
      parameter.key,
      initialValues(parameter, fanIn.get(parameter.layer) ?? 1, scheme, seed),
    ]),
  )
}

function initialValues(parameter: Parameter, fanIn: number, scheme: Scheme, seed: number): Float32Array {
  const values = new Float32Array(parameter.shape.reduce((a, b) => a * b, 1))
  const { name } = parameter
  if (name === 'gamma' || name === 'runningVariance') return values.fill(1)
  if (name !== 'weight' && name !== 'bias') return values
  if (name === 'bias' && scheme.scheme !== 'pytorch-linear') return values
  const random = new Random(seed, PURPOSE.weights, parameter.layer, STREAM_OF[name])
  const draw = sampler(scheme, fanIn, parameter.shape.at(-1)!, random)
  for (let i = 0; i < values.length; i++) values[i] = draw()
  return values
}

function sampler(scheme: Scheme, fanIn: number, fanOut: number, random: Random): () => number {
  switch (scheme.scheme) {
    case 'pytorch-linear':
      return uniformWithin(1 / Math.sqrt(fanIn), random)
    case 'glorot':
      return uniformWithin(Math.sqrt(6 / (fanIn + fanOut)), random)
    case 'he':
      return () => random.normal(0, Math.sqrt(2 / fanIn))
    case 'gaussian':
      return () => random.normal(0, scheme.scale)
  }
}

function uniformWithin(bound: number, random: Random): () => number {
  return () => random.uniform(-bound, bound)
}
