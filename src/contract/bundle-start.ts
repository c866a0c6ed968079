export const BUNDLE_FORMAT = 'batchnorm-workbench bundle'

/** So many bytes of a file's beginning are enough to know. */
export const BUNDLE_START_BYTES = 64

/** Whether a file that begins with these bytes is a bundle, or was one before it was cut. */
export function isBundleStart(start: Uint8Array): boolean {
  return new TextDecoder().decode(start).startsWith(`{"format":"${BUNDLE_FORMAT}"`)
}
