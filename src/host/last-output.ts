const OUTPUT_TAIL_CHARACTERS = 2000

/** Keeps the end of what a process wrote. @returns what says it, as a sentence to put after how it ended */
export function keepLastOutput(streams: readonly (NodeJS.ReadableStream | null)[]): () => string {
  let tail = ''
  for (const stream of streams)
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-OUTPUT_TAIL_CHARACTERS)
    })
  return () => (tail.trim() === '' ? '' : ` It last said: ${tail.trim()}`)
}
