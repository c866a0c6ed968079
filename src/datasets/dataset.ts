import type { DatasetInfo } from '../domain/dataset.ts'

/** Grey images of one size with their labels: image i is bytes [i·height·width, (i+1)·height·width). */
export type ImageSet = {
  images: Uint8Array
  labels: Uint8Array
  count: number
  height: number
  width: number
}

/** A prepared data set: what the domain knows of it, and its two halves. */
export type Dataset = { info: DatasetInfo; train: ImageSet; test: ImageSet }
