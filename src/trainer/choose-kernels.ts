import v8 from 'node:v8'
import { loadKernels, type Kernels, type KernelVariant } from './kernels.ts'

export type ChosenKernels = { variant: KernelVariant; kernels: Kernels; reason: string }

// The product the probe times: the forward pass of the assignment's first layer at batch 64.
const [BATCH, INPUTS, OUTPUTS] = [64, 784, 128]
const PROBE_MS = 25
/** At least so often, however little of that time the system gave: the first calls are of code not yet optimized. */
const FEWEST_CALLS = 40

/**
 * The faster of the two variants with relaxed SIMD, which agree bit for bit, so that a choice by the clock changes no
 * result; plain SIMD only where neither can be had. Timed in a memory of its own, so that TensorFlow.js' memory does
 * not grow for a probe. Throws when not even plain SIMD runs here.
 */
export function chooseKernels(memory: WebAssembly.Memory): ChosenKernels {
  // Must precede the compilation of any module that it is to apply to.
  v8.setFlagsFromString('--experimental-wasm-revectorize')
  const plain = tryProbe('simd')
  if (plain.failure !== null) throw new Error(plain.failure)
  const relaxed = (['wide', 'relaxed'] as const).map(tryProbe)
  const usable = relaxed.filter((probe) => probe.failure === null && agrees(probe.product, plain.product))
  const best = usable.length > 0 ? usable.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a)) : plain
  const reason = [...relaxed, plain].map(describe).join(', ')
  return { variant: best.variant, kernels: loadKernels(best.variant, memory), reason }
}

type Probe = { variant: KernelVariant; milliseconds: number; product: Float32Array; failure: string | null }

function tryProbe(variant: KernelVariant): Probe {
  try {
    return { variant, failure: null, ...timeProduct(variant) }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    return { variant, milliseconds: Infinity, product: new Float32Array(), failure }
  }
}

/** Repeats one product until the engine has optimized it; the shortest time and the product. */
function timeProduct(variant: KernelVariant): { milliseconds: number; product: Float32Array } {
  const [x, w] = [BATCH * INPUTS, INPUTS * OUTPUTS]
  const y = BATCH * OUTPUTS
  const memory = new WebAssembly.Memory({ initial: 32 })
  const kernels = loadKernels(variant, memory)
  const floats = new Float32Array(memory.buffer)
  for (let i = 0; i < x + w; i++) floats[i] = ((i * 37) % 101) / 101 - 0.5
  const [atW, atY, scratch] = [4 * x, 4 * (x + w), 4 * (x + w + y)]
  let milliseconds = Infinity
  const end = performance.now() + PROBE_MS
  for (let calls = 0; calls < FEWEST_CALLS || performance.now() < end; calls++) {
    const start = performance.now()
    kernels.dense(0, atW, 0, atY, 1, BATCH, INPUTS, OUTPUTS, scratch)
    milliseconds = Math.min(milliseconds, performance.now() - start)
  }
  return { milliseconds, product: floats.slice(x + w, x + w + y) }
}

function agrees(product: Float32Array, reference: Float32Array): boolean {
  return product.every((value, i) => Math.abs(value - reference[i]!) <= 1e-4 * (1 + Math.abs(reference[i]!)))
}

function describe({ variant, milliseconds, failure }: Probe): string {
  const gigaflops = (2 * BATCH * INPUTS * OUTPUTS) / milliseconds / 1e6
  return failure === null
    ? `${variant} ${gigaflops.toFixed(0)} GFLOP/s`
    : `${variant} not usable (${failure})`
}
