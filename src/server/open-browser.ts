import open from 'open'
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

const READ_WITHIN_MS = 60_000
const SNAPS = '/snap/bin'

/**
 * Shows a link in the user's browser. The link holds a key and arguments of a program can be read by other users of the
 * machine, so the browser is given the name of a file that only this user can read, which leads on to the link.
 * @throws Error when no browser can be started
 */
export async function openBrowser(link: string): Promise<void> {
  const folder = await mkdtemp(join(folderForBrowsers(existsSync(SNAPS)), 'bnw-open-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  setTimeout(remove, READ_WITHIN_MS).unref()
  process.once('exit', remove)
  const file = await writeLeadingPage(folder, link)
  const browser = await open(file)
  await new Promise<void>((resolve, reject) => {
    browser.once('error', reject)
    browser.once('spawn', resolve)
  })
}

/** Browsers that are snaps, as Ubuntu's are, see a `/tmp` of their own, and of the home folder what is not hidden. */
export function folderForBrowsers(hasSnaps: boolean): string {
  return hasSnaps ? homedir() : tmpdir()
}

/** @returns the path of a page that leads on to the link, and that only this user can read */
export async function writeLeadingPage(folder: string, link: string): Promise<string> {
  const file = join(folder, 'workbench.html')
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><title>BatchNorm Workbench</title>` +
      `<meta http-equiv="refresh" content="0; url=${link}"><a href="${link}">Open the workbench</a>`,
    { mode: 0o600 },
  )
  return file
}
