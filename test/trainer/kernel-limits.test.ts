import { describe, expect, test } from 'vitest'
import { activation } from '../../src/trainer/ops/activation.ts'
import { batchNormalization, batchNormalizationBackward } from '../../src/trainer/ops/batch-normalization.ts'
import { dense, denseBackward } from '../../src/trainer/ops/dense.ts'
import { adam, sgd } from '../../src/trainer/ops/optimizer.ts'
import { tf } from '../../src/trainer/tf.ts'
import { opCases } from './op-cases.ts'
import { normal, prepareOp, runOp, variants, wasmBackend, type Engine, type Given } from './run-op.ts'

const vector = (...values: number[]): Given => ({
  shape: [1, values.length],
  values: Float32Array.from(values),
})
const rates: Given = { shape: [1, 3], values: Float32Array.of(0.1, 0.1, 1) }

/** ‖actual − product‖ / ‖product‖ with product(i, j) = Σ_k a(i, k)·b(k, j) in float64. */
function productError(
  actual: Float32Array,
  [M, K, N]: readonly [number, number, number],
  a: (i: number, k: number) => number,
  b: (k: number, j: number) => number,
): number {
  let [difference, norm] = [0, 0]
  for (let i = 0; i < M; i++) {
    for (let j = 0; j < N; j++) {
      let sum = 0
      for (let k = 0; k < K; k++) sum += a(i, k) * b(k, j)
      difference += (actual[i * N + j]! - sum) ** 2
      norm += sum ** 2
    }
  }
  return Math.sqrt(difference / norm)
}

describe.each(variants)('the %s kernels', (variant) => {
  test.each([2, 13, 20])('sum more terms than a panel is deep (256), at %i rows', async (B) => {
    for (const N of [1, 10, 16, 24]) {
      const [K, bias] = [2500, normal(3, 1, N).values]
      const [x, w] = [normal(1, 1, B, K), normal(2, 1, K, N)]
      const { y } = await runOp(variant, dense, { x, w, b: normal(3, 1, N) }, {})
      const withoutBias = y!.map((value, i) => value - bias[i % N]!)
      const at = (i: number, k: number) => x.values[i * K + k]!
      expect(productError(withoutBias, [B, K, N], at, (k, j) => w.values[k * N + j]!)).toBeLessThan(1e-6)
    }
  })

  test('sum more terms than a panel is deep in both products of the backward, and in the bias', async () => {
    const [B, K, N] = [1500, 7, 1100]
    const [x, w, dy] = [normal(1, 1, B, K), normal(2, 1, K, N), normal(4, 1, B, N)]
    const inputs = { x, w, dy }
    const { dw, db, dx } = await runOp(variant, denseBackward, inputs, { bias: true, input: true })
    const [X, W, D] = [x.values, w.values, dy.values]
    expect(
      productError(
        dw!,
        [K, B, N],
        (i, k) => X[k * K + i]!,
        (k, j) => D[k * N + j]!,
      ),
    ).toBeLessThan(1e-6)
    expect(
      productError(
        dx!,
        [B, N, K],
        (i, k) => D[i * N + k]!,
        (k, j) => W[j * N + k]!,
      ),
    ).toBeLessThan(1e-6)
    expect(
      productError(
        db!,
        [1, B, N],
        () => 1,
        (k, j) => D[k * N + j]!,
      ),
    ).toBeLessThan(1e-6)
  })

  test('let NaN through ReLU, in whole vectors and in the rest', async () => {
    const { y } = await runOp(variant, activation, { x: vector(1, NaN, -1, 2, -2, NaN) }, { name: 'relu' })
    expect([...y!]).toEqual([1, NaN, 0, 2, 0, NaN])
  })

  test('let NaN through SGD into the weight and the velocity', async () => {
    const g = vector(NaN, 0, 0, 0, 0, NaN)
    const inputs = { w: vector(1, 1, 1, 1, 1, 1), g, velocity: vector(0, 0, 0, 0, 0, 0) }
    const settings = { momentum: 0.9, nesterov: false, weightDecay: 0 }
    const { w, velocity, squares } = await runOp(
      variant,
      sgd,
      { ...inputs, rates, squaresBefore: null },
      settings,
      ['w', 'velocity'],
    )
    expect([...w!]).toEqual([NaN, 1, 1, 1, 1, NaN])
    expect([...velocity!]).toEqual([NaN, 0, 0, 0, 0, NaN])
    expect([...squares!]).toEqual([NaN])
  })

  test('set velocities below 1e-30 to zero and keep larger ones', async () => {
    const nothing = vector(0, 0, 0, 0, 0, 0)
    const velocity = vector(1e-30, -1e-30, 2e-30, -2e-30, 1e-30, -2e-30)
    const settings = { momentum: 0.9, nesterov: false, weightDecay: 0 }
    const inputs = { w: nothing, g: nothing, velocity, rates, squaresBefore: null }
    const after = (await runOp(variant, sgd, inputs, settings, ['velocity'])).velocity!
    expect([...after].map(Math.abs).map((value) => value > 0)).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
    ])
    expect(Math.sign(after[3]!)).toBe(-1)
  })

  test('set Adam’s moments below 1e-30 to zero and let its NaN through', async () => {
    const moments = vector(1e-30, 2e-30, NaN, 1, 1e-30, NaN)
    const nothing = vector(0, 0, 0, 0, 0, 0)
    const settings = { beta1: 0.9, beta2: 0.9, epsilon: 1e-8, weightDecay: 0 }
    const after = await runOp(
      variant,
      adam,
      {
        w: nothing,
        g: nothing,
        firstMoment: moments,
        secondMoment: { ...moments, values: moments.values.slice() },
        rates,
        squaresBefore: null,
      },
      settings,
      ['firstMoment', 'secondMoment', 'w'],
    )
    for (const moment of [after.firstMoment!, after.secondMoment!]) {
      expect([...moment].map((value) => value === 0)).toEqual([true, false, false, false, true, false])
      expect([...moment].map(Number.isNaN)).toEqual([false, false, true, false, false, true])
    }
    expect([...after.w!].map(Number.isNaN)).toEqual([false, false, true, false, false, true])
  })

  test('normalize more features than the scratch memory of a product holds', async () => {
    const C = 70_001
    const ones: Given = { shape: [1, C], values: new Float32Array(C).fill(1) }
    const x = normal(1, 1, 2, C)
    const statistics = { runningMean: normal(3, 1, C), runningVariance: ones }
    const forward = { x, gamma: ones, beta: normal(2, 1, C), ...statistics }
    const backward = { dy: normal(5, 1, 2, C), normalized: x, inverse: ones, gamma: ones }
    const settings = { epsilon: 1e-3, momentum: 0.1 }
    // Scratch memory that is too small would run over into the tensors beside it, so all are compared.
    const changed = Object.keys(forward)
    const run = async (engine: Engine): Promise<Record<string, Float32Array>> => ({
      ...(await runOp(engine, batchNormalization, forward, settings, changed)),
      ...(await runOp(engine, batchNormalizationBackward, backward, {}, ['dy'])),
    })
    const [kernel, composition] = [await run(variant), await run('cpu')]
    expect(Object.keys(kernel)).toEqual(Object.keys(composition))
    for (const [name, values] of Object.entries(composition)) {
      const largest = values.reduce(
        (most, value, i) => Math.max(most, Math.abs(kernel[name]![i]! - value)),
        0,
      )
      expect(largest, name).toBeLessThan(1e-5)
    }
  })

  test('give the same bits after the memory has grown', async () => {
    const backend = await wasmBackend()
    const inputs = { x: normal(1, 3, 13, 129), w: normal(2, 3, 129, 10), b: normal(3, 3, 10) }
    const { run, executor, inputs: variables } = await prepareOp(variant, dense, inputs, {})
    const before = await run()
    const size = backend.wasm.asm.memory.buffer.byteLength
    const large = tf.zeros([size / 4])
    backend.dataIdMap.get(large.dataId)
    expect(backend.wasm.asm.memory.buffer.byteLength).toBeGreaterThan(size)
    expect(await run()).toEqual(before)
    // Written and read through views of the grown memory.
    const twice = inputs.x.values.map((value) => 2 * value)
    executor.write(variables.x!, Float32Array.from(twice))
    expect(await executor.read(variables.x!)).toEqual(twice)
    expect(await run()).not.toEqual(before)
    large.dispose()
    executor.dispose()
  })
})

describe.each(variants)(
  'the memory grows after all operations were prepared for the %s kernels',
  (variant) => {
    const shape = { R: 3, B: 13, C: 7 }

    test('and each computes the same bits as before', async () => {
      const before = await Promise.all(opCases.map((op) => op.run(variant, shape)))
      const grown = await runAfterGrowth()
      for (const [index, { name }] of opCases.entries()) expect(grown[index], name).toEqual(before[index])
    })

    async function runAfterGrowth() {
      const backend = await wasmBackend()
      let open = (): void => undefined
      const opened = new Promise<void>((resolve) => (open = resolve))
      let prepared = 0
      const beforeRun = () => {
        if (++prepared === opCases.length) {
          const size = backend.wasm.asm.memory.buffer.byteLength
          const large = tf.zeros([size / 4])
          backend.dataIdMap.get(large.dataId)
          expect(backend.wasm.asm.memory.buffer.byteLength).toBeGreaterThan(size)
          large.dispose()
          open()
        }
        return opened
      }
      return Promise.all(opCases.map((op) => op.run({ variant, beforeRun }, shape)))
    }
  },
)
