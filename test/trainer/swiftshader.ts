import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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
  return {
    ...process.env,
    LD_LIBRARY_PATH: folder,
    VK_DRIVER_FILES: join(folder, 'vk_swiftshader_icd.json'),
  }
}

/** Unpacks the archive once into a folder named after the package's version. */
function unpacked(): string {
  const chromium = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))))
  const { version } = JSON.parse(readFileSync(join(chromium, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `bnw-swiftshader-${version}`)
  if (existsSync(folder)) return folder
  const part = mkdtempSync(join(tmpdir(), 'bnw-swiftshader-part-'))
  const archive = brotliDecompressSync(readFileSync(join(chromium, 'bin', 'swiftshader.tar.br')))
  writeFileSync(join(part, 'archive.tar'), archive)
  execFileSync('tar', ['-xf', 'archive.tar'], { cwd: part })
  mkdirSync(tmpdir(), { recursive: true })
  try {
    renameSync(part, folder)
  } catch {
    // Another process was first.
  }
  return folder
}
