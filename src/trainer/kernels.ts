import { readFileSync } from 'node:fs'

type Address = number
type Count = number

/** The fused kernels of one compiled variant (src/trainer/kernels): all work on addresses in wasm memory. */
export type Kernels = {
  PRODUCT_SCRATCH_BYTES: { value: number }
  gather: (
    images: Address,
    labels: Address,
    indices: Address,
    x: Address,
    y: Address,
    rows: Count,
    features: Count,
    mean: number,
    std: number,
  ) => void
  dense: (
    x: Address,
    w: Address,
    b: Address,
    y: Address,
    R: Count,
    B: Count,
    K: Count,
    N: Count,
    scratch: Address,
  ) => void
  denseBackward: (
    x: Address,
    w: Address,
    dy: Address,
    dx: Address,
    dw: Address,
    db: Address,
    R: Count,
    B: Count,
    K: Count,
    N: Count,
    scratch: Address,
  ) => void
  relu: (x: Address, y: Address, count: Count) => void
  reluBackward: (y: Address, dy: Address, dx: Address, count: Count) => void
  sigmoid: (x: Address, y: Address, count: Count) => void
  sigmoidBackward: (y: Address, dy: Address, dx: Address, count: Count) => void
  tanh: (x: Address, y: Address, count: Count) => void
  tanhBackward: (y: Address, dy: Address, dx: Address, count: Count) => void
  gelu: (x: Address, y: Address, count: Count) => void
  geluBackward: (x: Address, dy: Address, dx: Address, count: Count) => void
  batchNormalization: (
    x: Address,
    gamma: Address,
    beta: Address,
    runningMean: Address,
    runningVariance: Address,
    y: Address,
    normalized: Address,
    inverse: Address,
    R: Count,
    B: Count,
    C: Count,
    epsilon: number,
    momentum: number,
    scratch: Address,
  ) => void
  batchNormalizationEvaluation: (
    x: Address,
    gamma: Address,
    beta: Address,
    runningMean: Address,
    runningVariance: Address,
    y: Address,
    R: Count,
    B: Count,
    C: Count,
    epsilon: number,
    scratch: Address,
  ) => void
  batchNormalizationBackward: (
    dy: Address,
    normalized: Address,
    inverse: Address,
    gamma: Address,
    dx: Address,
    dgamma: Address,
    dbeta: Address,
    R: Count,
    B: Count,
    C: Count,
    scratch: Address,
  ) => void
  crossEntropy: (
    logits: Address,
    labels: Address,
    loss: Address,
    correct: Address,
    dlogits: Address,
    R: Count,
    B: Count,
    C: Count,
  ) => void
  classify: (
    logits: Address,
    labels: Address,
    losses: Address,
    predicted: Address,
    rows: Count,
    C: Count,
  ) => void
  sgd: (
    w: Address,
    g: Address,
    velocity: Address,
    rates: Address,
    before: Address,
    squares: Address,
    momentum: number,
    decay: number,
    nesterov: number,
    R: Count,
    count: Count,
  ) => void
  adam: (
    w: Address,
    g: Address,
    first: Address,
    second: Address,
    rates: Address,
    before: Address,
    squares: Address,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    epsilon: number,
    decay: number,
    R: Count,
    count: Count,
  ) => void
  stepMetrics: (loss: Address, correct: Address, squares: Address, metrics: Address, R: Count) => void
}

/** `wide` pairs vectors into 256 bits, `relaxed` fuses multiply and add, `simd` runs on every engine. */
export type KernelVariant = 'wide' | 'relaxed' | 'simd'

/** Where `npm run build:kernels` puts the compiled modules. */
const builtKernels = new URL('../../out/kernels/', import.meta.url)

/**
 * Instantiates a variant inside the given memory. Throws when it was not built, or when this engine
 * does not know its instructions.
 */
export function loadKernels(variant: KernelVariant, memory: WebAssembly.Memory): Kernels {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(readFileSync(new URL(`${variant}.wasm`, builtKernels)))
  } catch {
    throw new Error(`The kernels are not built: run "npm run build:kernels" (${variant}.wasm is missing).`)
  }
  const abort = () => {
    throw new Error(`A kernel of the ${variant} variant gave up.`)
  }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, abort } })
  return instance.exports as unknown as Kernels
}
