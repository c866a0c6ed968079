import { describe, expect, test } from 'vitest'
import { buildLayers, type Layer } from '../../src/domain/architecture.ts'
import type { Matrix } from '../../src/domain/normalization.ts'
import { Random } from '../../src/domain/random.ts'
import type { LayerSpec, NormalizationSpec } from '../../src/domain/spec.ts'
import { createCohortState } from '../../src/trainer/cohort-state.ts'
import { forwardTraining } from '../../src/trainer/network.ts'
import { crossEntropy } from '../../src/trainer/ops/cross-entropy.ts'
import type { Tensor } from '../../src/trainer/tf.ts'
import { forward64, losses64, meanOf, type Arrays64 } from './float64-network.ts'
import { executorOf, normal, whole, type Engine } from './run-op.ts'
import { batch, hidden, member, none, tinyRecipe } from './tiny-recipe.ts'

// The trainer's gradient in float32 against central differences of the loss in float64. Differences of a float32 loss
// would be worth 3 digits at best (its rounding error, 6e-8, over a step of 1e-4); in float64 a step of 1e-5 leaves an
// error near 1e-10, so that what is compared is the trainer's own: a few roundings of float32.

const [BATCH, INPUTS, CLASSES, STEP] = [7, 5, 3, 1e-5]

type Network = { name: string; layers: LayerSpec[]; normalization: NormalizationSpec }

const activations = ['relu', 'sigmoid', 'tanh', 'gelu', 'identity'] as const
const two = (settings: Partial<LayerSpec>): LayerSpec[] => [
  { ...hidden, units: 6, ...settings },
  { ...hidden, units: 4, ...settings },
]
const networks: Network[] = [
  { name: 'no hidden layer', layers: [], normalization: none },
  ...activations.flatMap((activation): Network[] => [
    { name: activation, layers: two({ activation }), normalization: none },
    { name: `batch normalization before ${activation}`, layers: two({ activation }), normalization: batch },
    {
      name: `batch normalization after ${activation}`,
      layers: two({ activation, normalization: 'after-activation' }),
      normalization: batch,
    },
  ]),
  { name: 'a bias before batch normalization', layers: two({ bias: 'always' }), normalization: batch },
  { name: 'no bias', layers: two({ bias: 'never' }), normalization: none },
  { name: 'neither γ nor β', layers: two({}), normalization: { ...batch, affine: false } },
  {
    name: 'one layer normalized',
    layers: [hidden6(), { ...hidden6(), normalization: 'none' }],
    normalization: batch,
  },
]

function hidden6(): LayerSpec {
  return { ...hidden, activation: 'tanh', units: 6 }
}

/** Fresh weights of a seed, with γ and β as they may be after training. */
function startOf(layers: readonly Layer[], seed: number): Record<string, Float32Array<ArrayBuffer>> {
  const random = new Random(seed, 77)
  return Object.fromEntries(
    layers.flatMap((layer) =>
      layer.type === 'batch-normalization' && layer.affine
        ? ['gamma', 'beta'].map((name) => [
            `${layer.index}.${name}`,
            Float32Array.from({ length: layer.features }, () => random.uniform(0.5, 1.5)),
          ])
        : [],
    ),
  )
}

const x = normal(21, 2, BATCH, INPUTS)
const labels = whole(22, CLASSES, 2, BATCH)

/** Loss, gradients and arrays of the two members of a cohort. */
async function trainerGradients(engine: Engine, layers: readonly Layer[]) {
  const executor = await executorOf(engine)
  const members = [1, 2].map((seed) =>
    member(seed, { start: { from: 'weights', tensors: startOf(layers, seed) } }),
  )
  const state = createCohortState(executor, tinyRecipe(), layers, members)
  const learned = state.parameters.filter(({ learned }) => learned).map(({ key }) => key)
  const collections = Object.fromEntries(['loss', ...learned].map((key) => [key, executor.collection()]))
  const input = executor.variable(x.values as Float32Array, x.shape)
  const truth = executor.variable(labels.values as Int32Array, labels.shape, 'int32')
  const step = executor.prepare((run) => {
    const gradients: Record<string, Tensor> = {}
    const { logits, backward } = forwardTraining(run, layers, state.arrays, input, (key, gradient) => {
      gradients[key] = gradient
    })
    const { loss, dlogits } = run(crossEntropy, { logits, labels: truth }, {})
    backward(dlogits)
    const outputs: Record<string, Tensor> = { ...gradients, loss }
    return outputs
  }, collections)
  const arrays = await state.capture()
  step()
  const values = new Map<string, Float32Array>()
  for (const [key, collection] of Object.entries(collections)) values.set(key, await collection.take())
  executor.dispose()
  return { learned, arrays, values }
}

function loss64(layers: readonly Layer[], arrays: Arrays64, r: number): number {
  const input: Matrix = Array.from({ length: BATCH }, (_, b) =>
    Array.from(x.values.subarray((r * BATCH + b) * INPUTS, (r * BATCH + b + 1) * INPUTS)),
  )
  const truth = labels.values.subarray(r * BATCH, (r + 1) * BATCH)
  return meanOf(losses64(forward64(layers, arrays, input, 'batch'), truth))
}

/** ∂loss/∂array by central differences, element by element. */
function differences(layers: readonly Layer[], arrays: Arrays64, key: string, r: number): number[] {
  const values = Float64Array.from(arrays[key]!)
  const lossWith = (i: number, value: number) =>
    loss64(layers, { ...arrays, [key]: values.with(i, value) }, r)
  return Array.from(
    values,
    (value, i) => (lossWith(i, value + STEP) - lossWith(i, value - STEP)) / (2 * STEP),
  )
}

const norm = (values: readonly number[]) => Math.hypot(...values)

describe.each<Engine>(['wide', 'simd', 'cpu'])(
  'on %s the gradient is that of finite differences:',
  (engine) => {
    test.each(networks)('$name', async ({ layers: specs, normalization }) => {
      const network = { layers: specs, initialization: { scheme: 'pytorch-linear' } as const }
      const layers = buildLayers(network, normalization, INPUTS, CLASSES)
      const { learned, arrays, values } = await trainerGradients(engine, layers)
      for (const r of [0, 1]) {
        const own = (key: string) => {
          const all = values.get(key)!
          return Array.from(all.subarray((r * all.length) / 2, ((r + 1) * all.length) / 2))
        }
        expect(Math.abs(own('loss')[0]! - loss64(layers, arrays[r]!, r))).toBeLessThan(1e-6)
        for (const key of learned) {
          const expected = differences(layers, arrays[r]!, key, r)
          expect(own(key), key).toHaveLength(expected.length)
          const error = norm(own(key).map((value, i) => value - expected[i]!))
          // The gradient of a bias before a normalization is 0 but for rounding: hence the absolute part.
          expect(error, `${key} of member ${r}`).toBeLessThan(3e-6 * norm(expected) + 1e-6)
        }
      }
    })
  },
)
