export const ENDING = '.safetensors'

/** What a checkpoint's file is called. @param digest SHA-256 of its content, hexadecimal */
export function checkpointFileOf(digest: string): string {
  return `${digest}${ENDING}`
}

/** The digest in a checkpoint file's name; null for none. */
export function digestOfFile(file: string | null): string | null {
  return file === null ? null : file.slice(0, -ENDING.length)
}
