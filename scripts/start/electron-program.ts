import { downloadArtifact } from '@electron/get'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const { resolve } = createRequire(import.meta.url)
const packageFile = resolve('electron/package.json')
const folder = dirname(packageFile)

const FIRST_BYTE_WITHIN_MS = 10_000
const NEXT_BYTE_WITHIN_MS = 30_000

/** Electron's executable where it is installed, or null. */
export function electronProgram(): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: elsewhere } = process.env
  const nameFile = join(folder, 'path.txt')
  if (elsewhere === undefined && !existsSync(nameFile)) return null
  // Of an executable that lies elsewhere the package knows no name.
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : 'electron'
  const program = join(elsewhere ?? join(folder, 'dist'), name)
  return existsSync(program) ? program : null
}

/**
 * Fetches Electron's executable, which its package does not contain, and unpacks it. Gives up when nothing comes: the
 * workbench can also be used in a browser.
 * @returns the executable, or why there is none, as half a sentence
 */
export async function installElectron(
  say: (text: string) => void,
): Promise<{ program: string } | { reason: string }> {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
  say(`Fetching Electron ${version}, the desktop's program (a large download, once) …`)
  const reason = await fetchZip(version, say)
  if (reason !== null) return { reason }
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'inherit' })
  const program = status === 0 ? electronProgram() : null
  return program === null ? { reason: 'it could not be unpacked' } : { program }
}

/** Into the cache from which its own installer takes it. @returns why it failed, or null */
async function fetchZip(version: string, say: (text: string) => void): Promise<string | null> {
  const giveUp = new AbortController()
  const abort = (reason: string): void => giveUp.abort(new Error(reason))
  let timer = setTimeout(
    () => abort(`no answer came within ${FIRST_BYTE_WITHIN_MS / 1000} s`),
    FIRST_BYTE_WITHIN_MS,
  )
  let shown = 0
  const onProgress = ({ percent }: { percent: number }): void => {
    clearTimeout(timer)
    timer = setTimeout(() => abort('the download stalled'), NEXT_BYTE_WITHIN_MS)
    const tenths = Math.floor(percent * 10)
    if (tenths > shown) say(`  ${tenths * 10} %`)
    shown = Math.max(shown, tenths)
  }
  try {
    await downloadArtifact({
      ...{ version, artifactName: 'electron', platform: process.platform, arch: process.arch },
      checksums: JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8')) as Record<string, string>,
      downloadOptions: { signal: giveUp.signal, quiet: true, getProgressCallback: onProgress },
    })
    return null
  } catch (error) {
    if (giveUp.signal.aborted) return (giveUp.signal.reason as Error).message
    return `it could not be fetched: ${causeOf(error)}`
  } finally {
    clearTimeout(timer)
  }
}

/** “fetch failed” says little; what lies under it says why. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
