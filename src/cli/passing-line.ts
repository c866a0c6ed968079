/** A line about what takes its time, gone when that is over. */
export type Wait = { change: (text: string) => void; end: () => void }

const SHOWN_AFTER_MS = 300

/** On a terminal a line that passes; elsewhere each text once, its figures aside, as it may take minutes. */
export function showWait(text: string, stream: NodeJS.WriteStream): Wait {
  const start = Date.now()
  let shown = ''
  let current = text
  const show = (): void => {
    if (stream.isTTY) stream.write(`\r\x1b[K${current}`)
    else if (kindOf(current) !== kindOf(shown)) stream.write(`${current}\n`)
    shown = current
  }
  const timer = setTimeout(show, SHOWN_AFTER_MS)
  return {
    change(next) {
      if (next === current) return
      current = next
      // What keeps the process busy keeps the timer waiting.
      if (Date.now() - start > SHOWN_AFTER_MS) show()
    },
    end() {
      clearTimeout(timer)
      if (shown !== '' && stream.isTTY) stream.write('\r\x1b[K')
    },
  }
}

function kindOf(text: string): string {
  return text.replaceAll(/\d+/g, '')
}
