import { beforeAll, describe, expect, test } from 'vitest'
import type { BackendName, Scores } from '../../src/contract/trainer.ts'
import { buildLayers, type Layer } from '../../src/domain/architecture.ts'
import { epochOrder, evaluationOrder } from '../../src/domain/batches.ts'
import { initialState } from '../../src/domain/initialization.ts'
import { identityAffine, normalizeBatch, type Matrix } from '../../src/domain/normalization.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { forward64, losses64, meanOf, type Arrays64 } from './float64-network.ts'
import { batch, hidden, member, none, sgd, tinyDataset, tinyRecipe } from './tiny-recipe.ts'
import { trainToEnd, type TrainedRun } from './train-to-end.ts'

const layersOf = ({ network, normalization }: Recipe): Layer[] => buildLayers(network, normalization, 100, 10)

/** Images of one half at the given places, normalized. */
function images(half: 'train' | 'test', places: ArrayLike<number>): Matrix {
  return Array.from(places, (at) =>
    Array.from(
      tinyDataset[half].images.subarray(at * 100, (at + 1) * 100),
      (byte) => (byte / 255 - 0.5) / 0.5,
    ),
  )
}

const labelsOf = (half: 'train' | 'test', places: ArrayLike<number>) =>
  Array.from(places, (at) => tinyDataset[half].labels[at]!)
const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i)

function scores(logits: Matrix, labels: readonly number[]): Scores {
  const guesses = logits.map((row) => row.indexOf(Math.max(...row)))
  return {
    loss: meanOf(losses64(logits, labels)),
    accuracy: meanOf(guesses.map((guess, i) => Number(guess === labels[i]))),
  }
}

function expectScores(actual: Scores | null, expected: Scores): void {
  expect(actual!.loss).toBeCloseTo(expected.loss, 5)
  expect(actual!.accuracy).toBe(expected.accuracy)
}

/** The statistics of each normalization over the training images in evaluation's order, batch by batch with the batch's own before it. */
function preciseStatistics(recipe: Recipe, arrays: Arrays64): Arrays64 {
  const [batches, size] = [Math.floor(recipe.trainExamples / recipe.batchSize), recipe.batchSize]
  const layers = layersOf(recipe)
  const order = evaluationOrder(recipe.trainExamples)
  const sums = new Map<number, { mean: number[]; square: number[] }>()
  for (let i = 0; i < batches; i++) {
    forward64(
      layers,
      arrays,
      images('train', order.subarray(i * size, (i + 1) * size)),
      'batch',
      ({ index, features }, x) => {
        const { mean, variance } = normalizeBatch(x, identityAffine(features))
        const zeros = () => new Array<number>(features).fill(0)
        const sum = sums.get(index) ?? { mean: zeros(), square: zeros() }
        sums.set(index, sum)
        mean.forEach((value, c) => {
          sum.mean[c]! += value / batches
          sum.square[c]! += (variance[c]! + value ** 2) / batches
        })
      },
    )
  }
  return Object.fromEntries(
    [...sums].flatMap(([index, { mean, square }]) => [
      [`${index}.runningMean`, mean],
      [`${index}.runningVariance`, square.map((value, c) => value - mean[c]! ** 2)],
    ]),
  )
}

const network: Recipe['network'] = {
  layers: [
    { ...hidden, units: 13 },
    { ...hidden, units: 9, activation: 'tanh', normalization: 'after-activation' },
  ],
  initialization: { scheme: 'pytorch-linear' },
}
const normalized = tinyRecipe({ network })
const plain = tinyRecipe({ network, normalization: none })
const unlearned = tinyRecipe({ network, normalization: { ...batch, affine: false } })

describe.each<BackendName>(['wasm', 'cpu'])('on %s', (backend) => {
  describe.each([
    { name: 'with batch normalization', recipe: normalized },
    { name: 'with neither γ nor β', recipe: unlearned },
    { name: 'without', recipe: plain },
  ])('$name', ({ recipe }) => {
    let runs = new Map<string, TrainedRun>()
    beforeAll(async () => {
      runs = await trainToEnd(recipe, [member(1), member(2)], { backend })
    })
    const layers = layersOf(recipe)
    const arraysOf = (key: string): Arrays64 => runs.get(key)!.finished.checkpoint.tensors
    const testImages = range(0, recipe.testExamples)
    const truth = labelsOf('test', testImages)

    test.each(['seed 1', 'seed 2'])('test, training and validation scores of %s are its arrays’', (key) => {
      const last = runs.get(key)!.evaluations.at(-1)!
      const expected = (half: 'train' | 'test', places: number[]) =>
        scores(forward64(layers, arraysOf(key), images(half, places), 'running'), labelsOf(half, places))
      expectScores(last.test, expected('test', testImages))
      expectScores(last.train, expected('train', range(0, 30)))
      expectScores(last.validation, expected('train', range(101, 20)))
    })

    test('the confusion matrix counts each test image once, true class by predicted class', () => {
      const { running, confusion } = runs.get('seed 1')!.finished.result!
      const logits = forward64(layers, arraysOf('seed 1'), images('test', testImages), 'running')
      const expected = new Int32Array(100)
      logits.forEach((row, i) => expected[truth[i]! * 10 + row.indexOf(Math.max(...row))]!++)
      expect(confusion).toEqual(expected)
      expectScores(running, scores(logits, truth))
    })

    if (recipe === plain) {
      test('there is no mode of other statistics', () => {
        expect(runs.get('seed 2')!.finished.result).toMatchObject({ precise: null, batch: null })
      })
      return
    }

    test('the mode with re-estimated statistics uses those of the training images', () => {
      const { precise } = runs.get('seed 2')!.finished.result!
      const arrays = { ...arraysOf('seed 2'), ...preciseStatistics(recipe, arraysOf('seed 2')) }
      expectScores(precise, scores(forward64(layers, arrays, images('test', testImages), 'running'), truth))
    })

    test('the mode with the batch’s own statistics uses batches of the run’s size', () => {
      const { batch: own } = runs.get('seed 2')!.finished.result!
      // 50 test images at batch 16: three whole batches and one of two.
      const order = evaluationOrder(50)
      const logits = [range(0, 16), range(16, 16), range(32, 16), range(48, 2)].flatMap((places) =>
        Array.from(
          forward64(
            layers,
            arraysOf('seed 2'),
            images(
              'test',
              places.map((place) => order[place]!),
            ),
            'batch',
          ),
        ),
      )
      expectScores(own, scores(logits, labelsOf('test', order)))
    })
  })

  test('the three modes differ', async () => {
    const { result } = (await trainToEnd(normalized, [member(1)], { backend })).get('seed 1')!.finished
    const losses = [result!.running, result!.precise!, result!.batch!].map(({ loss }) => loss)
    expect(new Set(losses).size).toBe(3)
  })

  test('loss, share correct and gradient norm of a step are those of its batch', async () => {
    // Plain descent without momentum: the gradient is what the weights lost, over the rate.
    const optimizer = { ...sgd, momentum: 0, weightDecay: 0 }
    const schedule = { shape: { type: 'constant' }, warmupSteps: 0 } as const
    const budget = { unit: 'steps', amount: 1 } as const
    const recipe = { ...normalized, optimizer, schedule, budget }
    const rate = 1
    const runs = await trainToEnd(recipe, [member(1, { learningRate: rate }), member(2)], { backend })
    const { losses, accuracies, gradientNorms, finished } = runs.get('seed 1')!
    const layers = layersOf(recipe)
    const start = initialState(layers, recipe.network.initialization, 1)
    const places = epochOrder(1, 0, recipe.trainExamples).subarray(0, 16)
    const logits = forward64(layers, Object.fromEntries(start), images('train', places), 'batch')
    const expected = scores(logits, labelsOf('train', places))
    expect(losses[0]).toBeCloseTo(expected.loss, 5)
    expect(accuracies[0]).toBeCloseTo(expected.accuracy, 6)
    let squares = 0
    for (const [key, before] of start) {
      if (key.includes('running')) continue
      before.forEach((value, i) => (squares += ((value - finished.checkpoint.tensors[key]![i]!) / rate) ** 2))
    }
    expect(gradientNorms[0]! / Math.sqrt(squares)).toBeCloseTo(1, 5)
  })
})
