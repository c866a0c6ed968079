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
