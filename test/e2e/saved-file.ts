import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'

/** The file that the page hands to the user while something is done. */
export async function saved(
  page: Page,
  act: () => Promise<void>,
): Promise<{ name: string; content: Buffer }> {
  const download = page.waitForEvent('download')
  await act()
  const file = await download
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
}
