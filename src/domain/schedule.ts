import type { ScheduleSpec, Spec } from './spec.ts'

/** The base learning rate at a batch size, by the experiment's rule (linear: Goyal et al. 2017; square root: Krizhevsky 2014). */
export function scaledLearningRate(
  rule: Spec['learningRateRule'],
  learningRate: number,
  batchSize: number,
): number {
  const ratio = batchSize / rule.referenceBatchSize
  switch (rule.rule) {
    case 'fixed':
      return learningRate
    case 'linear':
      return learningRate * ratio
    case 'square-root':
      return learningRate * Math.sqrt(ratio)
  }
}

/** What the base rate is multiplied by at `step` (counted from 0) of `totalSteps`. */
export function scheduleFactor(
  schedule: ScheduleSpec,
  step: number,
  totalSteps: number,
  stepsPerEpoch: number,
): number {
  const warmup = step < schedule.warmupSteps ? (step + 1) / schedule.warmupSteps : 1
  const { shape } = schedule
  switch (shape.type) {
    case 'constant':
      return warmup
    case 'step': {
      const epoch = Math.floor(step / stepsPerEpoch)
      return warmup * shape.factor ** shape.epochs.filter((milestone) => epoch >= milestone).length
    }
    case 'cosine': {
      const cosine = (1 + Math.cos((Math.PI * step) / totalSteps)) / 2
      return warmup * (shape.finalFactor + (1 - shape.finalFactor) * cosine)
    }
  }
}
