/** Time for the browser to begin with what it was given. */
const KEEP_MS = 60_000

/** Hands a file to the user, who finds it among the downloads or is asked where it goes. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
}
