/** What the domain needs to know of a data set: its content hash, sizes and classes. */
export type DatasetInfo = {
  name: string
  /** SHA-256 of the images and labels, hexadecimal. */
  digest: string
  trainCount: number
  testCount: number
  height: number
  width: number
  classes: number
}

/** Data sets that can be fetched from the network when a user asks for it. */
export const DOWNLOADABLE = ['mnist', 'fashion-mnist'] as const
export type DownloadName = (typeof DOWNLOADABLE)[number]
