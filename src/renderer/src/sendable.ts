import { MOST_BYTES } from '../../contract/most-bytes.ts'
import { sizeText } from '../../domain/size-text.ts'

/** What a message holds beside its files. */
const BESIDE = 2 ** 16

/**
 * Files go to the server in one message; the port of the desktop's window takes any.
 * @param way that takes files of any size
 * @throws Error when they are too large to be sent
 */
export function checkSendable(files: readonly Pick<File, 'name' | 'size'>[], way: string): void {
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (window.shell !== undefined || size <= MOST_BYTES - BESIDE) return
  const [first, ...others] = files.map(({ name }) => name)
  const what = others.length === 0 ? `${first!} is` : 'Together, the files are'
  throw new Error(
    `${what} larger than ${sizeText(MOST_BYTES)}, more than a browser can send: use “${way}” in a terminal.`,
  )
}
