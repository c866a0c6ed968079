import type { Dataset, ImageSet } from '../datasets/dataset.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { Backend } from './backend.ts'
import type { Tensor } from './tf.ts'

/** Images [N, height·width] and labels [N] as bytes on the device, ready for `gather`. */
export type DeviceImages = { images: Tensor; labels: Tensor }
export type DeviceData = { train: DeviceImages; test: DeviceImages }

/** A data set in this process and on its device. */
export type LoadedData = { dataset: Dataset; device: DeviceData; dispose: () => void }

/** Copies both halves of a data set to the device. */
export function loadData(backend: Backend, dataset: Dataset): LoadedData {
  const upload = ({ images, labels, count, height, width }: ImageSet): DeviceImages => ({
    images: backend.bytes(images, [count, height * width]),
    labels: backend.bytes(labels, [count]),
  })
  const device = { train: upload(dataset.train), test: upload(dataset.test) }
  return {
    dataset,
    device,
    dispose() {
      for (const { images, labels } of Object.values(device)) {
        images.dispose()
        labels.dispose()
      }
    },
  }
}

/** Throws where a data set is not the one that a recipe was made for, or has fewer images than it asks for. */
export function requireDataOf(recipe: Recipe, { info }: Dataset): void {
  for (const key of ['digest', 'height', 'width', 'classes'] as const) {
    if (recipe.dataset[key] === info[key]) continue
    const { name } = recipe.dataset
    throw new Error(
      `The data set ${name} is not the run's: its ${key} is ${info[key]}, must be ${recipe.dataset[key]}.`,
    )
  }
  const { trainExamples, validationExamples, evaluatedTrainExamples, testExamples } = recipe
  const train = Math.max(trainExamples + validationExamples, evaluatedTrainExamples)
  for (const [half, wanted, count] of [
    ['training', train, info.trainCount],
    ['test', testExamples, info.testCount],
  ] as const) {
    if (wanted > count) throw new Error(`The run uses ${wanted} ${half} images; ${info.name} has ${count}.`)
  }
}
