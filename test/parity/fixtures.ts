import { readFileSync } from 'node:fs'

/** An input: what float32 (or int32, for labels) holds, exactly. */
export type Input = { shape: number[]; values: Float32Array }

/** A float64 reference, of which every `stride`-th element is stored, and PyTorch float32's own relative error. */
export type Output = { shape: number[]; stride: number; values: Float64Array; float32Error: number }

/** One computation: its settings (by kind), its inputs and what comes out, by name. */
export type ParityCase<Settings = object> = Settings & {
  name: string
  inputs: Record<string, Input>
  outputs: Record<string, Output>
}

export type NormalizationSettings = { momentum: number; epsilon: number; affine: boolean }
export type ActivationSettings = { activation: 'relu' | 'sigmoid' | 'tanh' | 'gelu' }
export type OptimizerSettings = {
  learningRates: number[]
  weightDecay: number
  optimizer:
    | { type: 'sgd'; momentum: number; nesterov: boolean }
    | { type: 'adam'; beta1: number; beta2: number; epsilon: number }
}

type SettingsOf = {
  dense: object
  activation: ActivationSettings
  'batch-normalization': NormalizationSettings
  'cross-entropy': object
  optimizers: OptimizerSettings
}

type StoredInput = { shape: number[]; float32?: string; int16?: string; int32?: string; scale?: number }
type StoredOutput = { shape: number[]; stride: number; float64: string; float32Error: number }
type StoredCase<Settings> = Settings & {
  name: string
  inputs: Record<string, StoredInput>
  outputs: Record<string, StoredOutput>
}

/** The JSON of a fixture file as it stands, for those that hold plain numbers. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'))
}

/** The cases of a fixture file that `make-layer-fixtures.py` or `make-training-fixtures.py` wrote, decoded. */
export function parityCases<Kind extends keyof SettingsOf>(kind: Kind): ParityCase<SettingsOf[Kind]>[] {
  const { cases } = readFixture(kind) as { cases: StoredCase<SettingsOf[Kind]>[] }
  return cases.map((stored) => ({
    ...stored,
    inputs: mapValues(stored.inputs, decodeInput),
    outputs: mapValues(stored.outputs, decodeOutput),
  }))
}

/** ‖actual − reference‖ / ‖reference‖ over the stored elements; ‖actual‖ where the reference is zero. */
export function relativeError(actual: ArrayLike<number>, output: Output): number {
  const elements = output.shape.reduce((a, b) => a * b, 1)
  if (actual.length !== elements) throw new Error(`${actual.length} elements where ${elements} are expected`)
  let difference = 0
  let norm = 0
  output.values.forEach((reference, index) => {
    difference += (actual[index * output.stride]! - reference) ** 2
    norm += reference ** 2
  })
  return Math.sqrt(norm > 0 ? difference / norm : difference)
}

/** The relative error allowed: 4 times PyTorch float32's own on the same inputs, and never less than 1e-6. */
export function tolerance(output: Output): number {
  return Math.max(4 * output.float32Error, 1e-6)
}

/** An input, which must be there. */
export function inputOf(parityCase: ParityCase, name: string): Input {
  const input = parityCase.inputs[name]
  if (!input) throw new Error(`${parityCase.name} has no input ${name}`)
  return input
}

function decodeInput({ shape, float32, int16, int32, scale = 1 }: StoredInput): Input {
  if (float32 !== undefined) return { shape, values: new Float32Array(bytes(float32)) }
  const whole = int16 === undefined ? new Int32Array(bytes(int32 ?? '')) : new Int16Array(bytes(int16))
  return { shape, values: Float32Array.from(whole, (value) => value * scale) }
}

function decodeOutput({ float64, ...output }: StoredOutput): Output {
  return { ...output, values: new Float64Array(bytes(float64)) }
}

function bytes(base64: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64, 'base64')).buffer
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
