import chromium from '@sparticuz/chromium'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** They make pages behave as no reader's browser does. */
const DROPPED = /^--(?:single-process|disable-web-security)/
/** They imitate a graphics card on the processor, which takes half a core that nobody's machine pays. */
const GRAPHICS = /^--(?:use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu)/

/** How the headless Chromium that comes with the development packages is launched by Playwright. */
export async function headlessBrowser(): Promise<{ executablePath: string; args: string[] }> {
  return {
    executablePath: await extractBrowser(),
    args: [...chromium.args.filter((arg) => !DROPPED.test(arg) && !GRAPHICS.test(arg)), '--disable-gpu'],
  }
}

/** The package takes whatever lies in the folder for temporary files for itself, so each version gets its own. */
async function extractBrowser(): Promise<string> {
  const usual = tmpdir()
  const folder = join(usual, `bnw-chromium-${packageVersion()}`)
  await mkdir(folder, { recursive: true })
  process.env.TMPDIR = folder
  try {
    return await chromium.executablePath()
  } finally {
    process.env.TMPDIR = usual
  }
}

function packageVersion(): string {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const { version } = createRequire(entry)('../../package.json') as { version: string }
  return version
}
