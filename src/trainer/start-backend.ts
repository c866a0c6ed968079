import type { BackendName, BackendReport, TrainJob } from '../contract/trainer.ts'
import type { Backend } from './backend.ts'
import { startCpu } from './backends/cpu.ts'
import { startCuda } from './backends/cuda.ts'
import { startWasm } from './backends/wasm.ts'
import { startWebgpu } from './backends/webgpu.ts'
import { tf } from './tf.ts'

/** Each start throws the reason why its backend can't be had here. */
const starts: Record<BackendName, () => Promise<Backend>> = {
  wasm: startWasm,
  cuda: startCuda,
  webgpu: startWebgpu,
  cpu: startCpu,
}

/** A started backend, and why it was chosen. */
export type ChosenBackend = { backend: Backend; reason: string }

const started = new Map<BackendName, Promise<Backend>>()

/**
 * Starts the backend a job asks for, once for the process. `auto` is wasm, which trains the networks of a dense
 * workbench fastest on a processor, and cpu where wasm can't be had. Throws why the one asked for can't be had.
 */
export async function chooseBackend(asked: TrainJob['backend']): Promise<ChosenBackend> {
  if (asked !== 'auto') return { backend: await startBackend(asked), reason: 'asked for' }
  try {
    return { backend: await startBackend('wasm'), reason: 'the default' }
  } catch (error) {
    return { backend: await startBackend('cpu'), reason: `wasm can't be had: ${messageOf(error)}` }
  }
}

/** Starts a backend, or gives the one started before, and makes it TensorFlow.js' current one. */
export async function startBackend(name: BackendName): Promise<Backend> {
  const starting = started.get(name) ?? starts[name]()
  started.set(name, starting)
  const backend = await starting
  await tf.setBackend(backend.tfName)
  return backend
}

/** Tries every backend: what each runs on, or why it can't be had. */
export async function probeBackends(): Promise<BackendReport[]> {
  const reports: BackendReport[] = []
  for (const name of Object.keys(starts) as BackendName[]) {
    try {
      reports.push({ name, available: true, detail: (await startBackend(name)).detail })
    } catch (error) {
      reports.push({ name, available: false, detail: messageOf(error) })
    }
  }
  return reports
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
