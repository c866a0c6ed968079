import { parseSpec } from '../../src/domain/parse-spec.ts'
import type { ExperimentRecord, RunRecord } from '../../src/contract/experiment-record.ts'
import { tinySpec } from './tiny-spec.ts'

const scores = { loss: 0.25, accuracy: 0.5 }

/** A run's record with every field filled. */
export function runRecord(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    key: '0123456789abcdef',
    pairKey: 'fedcba9876543210',
    role: 'compared',
    arm: 'none',
    batchSize: 16,
    learningRate: 0.05,
    scaledLearningRate: 0.05,
    seed: 1,
    parent: null,
    outcome: 'done',
    reason: null,
    attempts: 1,
    backend: { name: 'wasm', reason: 'the default' },
    stepsPerEpoch: 2,
    totalSteps: 4,
    secondsTrained: 0.5,
    epochLosses: [2.5, 1.5],
    evaluations: [{ step: 2, epoch: 1, test: scores, train: null, validation: null }],
    result: { running: scores, precise: null, batch: null, confusion: [1, 0, 0, 1] },
    targetReached: { accuracy: 0.5, step: 2, examples: 32, seconds: 0.25 },
    checkpoint: 'results-checkpoints/0123456789abcdef.safetensors',
    series: {
      loss: Float32Array.of(3, 2, 1.75, 1.25),
      accuracy: Float32Array.of(0.1, 0.2, 0.3, 0.4),
      gradientNorm: Float32Array.of(1, 1e-8, 12_345_678, 0.333),
      seconds: Float32Array.of(0.1, 0.2, 0.3, 0.4),
    },
    ...changes,
  }
}

export function experimentRecord(runs: RunRecord[] = [runRecord()]): ExperimentRecord {
  const parsed = parseSpec(tinySpec)
  if (!parsed.ok) throw new Error(parsed.problems[0]!.message)
  return {
    format: 'batchnorm-workbench results',
    version: 1,
    name: 'tiny',
    preset: null,
    ...{ notes: '', tags: [] },
    looks: 1,
    startedAt: '2026-01-02T03:04:05.678Z',
    seconds: 12.5,
    spec: parsed.spec,
    dataset: {
      name: 'bars',
      digest: 'bars-1',
      trainCount: 400,
      testCount: 100,
      height: 10,
      width: 10,
      classes: 10,
    },
    chance: 0.1,
    environment: {
      product: { version: '0.1.0', commit: null },
      node: '24.0.0',
      platform: 'linux',
      processor: 'a processor',
      cores: 2,
      memoryBytes: 8_000_000_000,
      trainers: 2,
      versions: { tensorflow: '4.22.0' },
    },
    fairnessNotes: ['A note.'],
    runs,
  }
}
