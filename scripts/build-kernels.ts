/**
 * Compiles src/trainer/kernels to out/kernels, one module a variant, when their sources or the compiler have changed.
 * Refuses static data: the modules live inside memory that TensorFlow.js owns.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const sourceFolder = new URL('../src/trainer/kernels/', import.meta.url)
const outFolder = new URL('../out/kernels/', import.meta.url)

/** What a variant is compiled with; `tileColumns` replaces the constant in variant.ts. */
const variants = [
  { name: 'wide', features: 'simd,relaxed-simd', tileColumns: 16 },
  { name: 'relaxed', features: 'simd,relaxed-simd', tileColumns: 8 },
  { name: 'simd', features: 'simd', tileColumns: 8 },
]

/** The compiler. Named at run time, because its types redefine those of the standard library for every file. */
type Compiler = {
  main: (
    flags: string[],
    io: {
      readFile: (name: string) => string | null
      writeFile: (name: string, contents: string | Uint8Array) => void
      listFiles: () => string[]
    },
  ) => Promise<{ error: Error | null; stderr: { toString(): string } }>
}
const compilerModule = 'assemblyscript/asc' as string
const { default: asc } = (await import(compilerModule)) as { default: Compiler }

async function readSources(): Promise<Map<string, string>> {
  const names = (await readdir(sourceFolder)).filter((name) => name.endsWith('.ts')).sort()
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, sourceFolder), 'utf8')))
  return new Map(names.map((name, i) => [name, texts[i]!]))
}

async function digestOf(sources: Map<string, string>): Promise<string> {
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json') as { version: string }
  const script = await readFile(new URL(import.meta.url), 'utf8')
  return createHash('sha256')
    .update(JSON.stringify([version, script, ...sources]))
    .digest('hex')
}

async function compile(
  variant: (typeof variants)[number],
  sources: Map<string, string>,
): Promise<Uint8Array> {
  const variantSource = sources
    .get('variant.ts')!
    .replace(/(TILE_COLUMNS: i32 =) \d+/, `$1 ${variant.tileColumns}`)
  const outputs = new Map<string, string | Uint8Array>()
  const flags = ['--importMemory', '--runtime', 'stub', '-O3', '--noAssert', '--zeroFilledMemory']
  const { error, stderr } = await asc.main(
    ['index.ts', ...flags, '--enable', variant.features, '-o', 'module.wasm', '-t', 'module.wat'],
    {
      readFile: (name) => (name === 'variant.ts' ? variantSource : (sources.get(name) ?? null)),
      writeFile: (name, contents) => void outputs.set(name, contents),
      listFiles: () => [],
    },
  )
  if (error) throw new Error(`kernels, ${variant.name}: ${error.message}\n${stderr.toString()}`)
  if (String(outputs.get('module.wat')).includes('(data'))
    throw new Error(`kernels, ${variant.name}: static data`)
  return outputs.get('module.wasm') as Uint8Array
}

const sources = await readSources()
const digest = await digestOf(sources)
const stamp = new URL('digest', outFolder)
const built = await readFile(stamp, 'utf8').catch(() => '')
if (built !== digest) {
  await mkdir(outFolder, { recursive: true })
  for (const variant of variants) {
    const target = new URL(`${variant.name}.wasm`, outFolder)
    const half = new URL(`${variant.name}.${process.pid}.part`, outFolder)
    await writeFile(half, await compile(variant, sources))
    await rename(half, target)
  }
  await writeFile(stamp, digest)
}
