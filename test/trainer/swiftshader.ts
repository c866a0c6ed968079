import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/**
 * The environment in which a process finds SwiftShader, a Vulkan device in software, and a Vulkan loader: both come
 * with the headless Chromium that the tests depend on. Null where that package has none for this system.
 */
export function swiftshaderEnvironment(): NodeJS.ProcessEnv | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = unpacked()
  return { LD_LIBRARY_PATH: folder, VK_DRIVER_FILES: join(folder, 'vk_swiftshader_icd.json') }
}

/** Unpacks the archive once, into a folder named after the package's version. */
function unpacked(): string {
  const chromium = packageFolder()
  const { version } = JSON.parse(readFileSync(join(chromium, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `bnw-swiftshader-${version}`)
  if (existsSync(folder)) return folder
  const part = mkdtempSync(join(tmpdir(), 'bnw-swiftshader-part-'))
  writeFileSync(
    join(part, 'archive.tar'),
    brotliDecompressSync(readFileSync(join(chromium, 'bin', 'swiftshader.tar.br'))),
  )
  execFileSync('tar', ['-xf', 'archive.tar'], { cwd: part })
  try {
    renameSync(part, folder)
  } catch (error) {
    // Another process may have been first.
    rmSync(part, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** The package exports neither its manifest nor its archives: its folder is looked for above its entry. */
function packageFolder(): string {
  let folder = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
  while (!existsSync(join(folder, 'bin', 'swiftshader.tar.br'))) folder = dirname(folder)
  return folder
}
