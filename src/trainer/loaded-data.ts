import type { Dataset, ImageSet } from '../datasets/dataset.ts'
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
