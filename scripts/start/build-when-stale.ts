import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const digestFile = new URL('out/build.digest', root)
const SOURCES = ['src/**/*', 'electron.vite.config.ts', 'package-lock.json', 'tsconfig.json']
const BUILT = [
  'out/renderer/index.html',
  'out/main/index.js',
  'out/preload/index.cjs',
  // What the types of the renderer are checked with.
  'src/renderer/node_modules/.nuxt-ui/components.d.ts',
]

/**
 * Builds the page and the desktop shell unless what is built came from these very sources.
 * @throws Error when the build fails; what it said is on stderr
 */
export async function buildWhenStale(say: (text: string) => void): Promise<void> {
  const digest = await digestOfSources()
  const last = await readFile(digestFile, 'utf8').catch(() => null)
  if (digest === last && (await areThere(BUILT))) return
  say('Building the app …')
  const started = performance.now()
  await run(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'])
  await mkdir(new URL('out/', root), { recursive: true })
  await writeFile(digestFile, digest)
  say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

async function digestOfSources(): Promise<string> {
  const names: string[] = []
  for await (const name of glob(SOURCES, { cwd: fileURLToPath(root), exclude: isGenerated })) names.push(name)
  const hash = createHash('sha256')
  for (const name of names.sort()) {
    const content = await readFile(new URL(name, root)).catch(() => null)
    if (content !== null) hash.update(name).update('\0').update(content)
  }
  return hash.digest('hex')
}

/** Nuxt UI writes its theme beside the sources of the renderer. */
function isGenerated(name: string): boolean {
  return name.includes('node_modules')
}

async function areThere(files: readonly string[]): Promise<boolean> {
  const read = await Promise.allSettled(files.map((file) => readFile(new URL(file, root))))
  return read.every(({ status }) => status === 'fulfilled')
}

async function run(args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`The app could not be built (exit code ${String(code)}); see above.`)
}
