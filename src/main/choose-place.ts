import { dialog, type BrowserWindow } from 'electron'
import * as z from 'zod/mini'
import { Name, Path } from '../contract/call-parts.ts'

/** What a page may ask for. */
const Question = z.strictObject({
  kind: z.enum(['new file', 'folder']),
  title: Name,
  /** Where the dialog begins; none for where the system begins. */
  suggested: z.optional(Path),
})

/**
 * Asks where something is to be written.
 * @param question as the page sent it
 * @returns a path; null when none was chosen, or the question is none
 */
export async function choosePlace(window: BrowserWindow, question: unknown): Promise<string | null> {
  const { success, data } = Question.safeParse(question)
  if (!success) return null
  const options = { title: data.title, ...(data.suggested !== undefined && { defaultPath: data.suggested }) }
  if (data.kind === 'new file') {
    const { filePath, canceled } = await dialog.showSaveDialog(window, options)
    return canceled ? null : filePath
  }
  const { filePaths, canceled } = await dialog.showOpenDialog(window, {
    ...options,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}
