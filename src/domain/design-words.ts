import { countText, numberText, rateText } from './number-text.ts'
import type { Activation, ArmSpec, NormalizationSpec, OptimizerSpec, Spec } from './spec.ts'
import type { DatasetInfo } from './dataset.ts'

/** A spec in words: what each setting is, for one who has not read the JSON. */

/** What an experiment trains, on what. */
export type Design = { spec: Spec; dataset: Omit<DatasetInfo, 'digest'> }

const ACTIVATIONS: Record<Activation, string> = {
  relu: 'ReLU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  gelu: 'GELU',
  identity: 'no activation',
}

/** “784 – 128 – 64 – 10, ReLU; …”: units from the input to the classes. */
export function networkWords({ spec, dataset }: Design): string {
  const { layers, initialization } = spec.network
  const units = [dataset.height * dataset.width, ...layers.map((layer) => layer.units), dataset.classes]
  const activations = [...new Set(layers.map(({ activation }) => ACTIVATIONS[activation]))]
  const start =
    initialization.scheme === 'gaussian'
      ? `weights from N(0, ${initialization.scale}²)`
      : {
          'pytorch-linear': 'weights from U(±1/√fan-in), as PyTorch’s Linear',
          he: 'weights by He, N(0, 2/fan-in)',
          glorot: 'weights by Glorot, U(±√(6/(fan-in + fan-out)))',
        }[initialization.scheme]
  const hidden = activations.length === 0 ? 'no hidden layer' : `fully connected, ${activations.join(', ')}`
  return `${units.join(' – ')}: ${hidden}; ${start}`
}

export function armWords({ normalization, batchSizes, start }: ArmSpec, { network }: Spec): string {
  const places = new Set(network.layers.map((layer) => layer.normalization).filter((at) => at !== 'none'))
  const where = normalization.type === 'none' ? '' : ` ${[...places].join(', ').replaceAll('-', ' the ')}`
  const only = batchSizes === null ? '' : `; only batch size ${batchSizes.join(', ')}`
  return `${normalizationWords(normalization)}${where}${only}${startWords(start)}`
}

function startWords(start: ArmSpec['start']): string {
  switch (start.from) {
    case 'fresh':
      return ''
    case 'trained':
      return `; goes on from ${start.arm} trained for ${countText(start.epochs, 'epoch')} at batch size ${start.batchSize}`
    case 'checkpoint':
      return `; goes on from ${start.of}, trained for ${countText(start.epochsBefore, 'epoch')}`
  }
}

function normalizationWords(normalization: NormalizationSpec): string {
  if (normalization.type === 'none') return 'no normalization'
  const { momentum, epsilon, affine } = normalization
  return `batch normalization (momentum ${momentum}, ε ${smallNumber(epsilon)}${affine ? '' : ', without γ and β'})`
}

export function optimizerWords(optimizer: OptimizerSpec): string {
  const { weightDecay, decayNormAndBias } = optimizer
  const decay =
    weightDecay === 0
      ? 'no weight decay'
      : `weight decay ${weightDecay}${decayNormAndBias ? '' : ' (not of γ, β and biases)'}`
  if (optimizer.type === 'sgd') {
    const kind = optimizer.momentum === 0 ? 'SGD' : `SGD with momentum ${optimizer.momentum}`
    return `${kind}${optimizer.nesterov ? ' (Nesterov)' : ''}, ${decay}`
  }
  return `Adam (β₁ ${optimizer.beta1}, β₂ ${optimizer.beta2}, ε ${smallNumber(optimizer.epsilon)}), ${decay}`
}

export function learningRateWords({ learningRates, learningRateRule, schedule }: Spec): string {
  const { rule, referenceBatchSize } = learningRateRule
  const follows = {
    fixed: 'the same at every batch size',
    linear: `in proportion to the batch size, as listed at ${referenceBatchSize}`,
    'square-root': `with the square root of the batch size, as listed at ${referenceBatchSize}`,
  }[rule]
  const warmup = schedule.warmupSteps === 0 ? [] : [`warm-up over ${countText(schedule.warmupSteps, 'step')}`]
  return [learningRates.map(rateText).join(', '), follows, scheduleWords(schedule), ...warmup].join('; ')
}

function scheduleWords({ shape }: Spec['schedule']): string {
  switch (shape.type) {
    case 'constant':
      return 'constant over training'
    case 'step':
      return `times ${shape.factor} after epochs ${shape.epochs.join(', ')}`
    case 'cosine':
      return `half a cosine down to ${shape.finalFactor} of it`
  }
}

export function dataWords({ spec: { data }, dataset }: Design): string {
  const [train, test] = [data.trainExamples ?? dataset.trainCount, data.testExamples ?? dataset.testCount]
  const kept = data.validationExamples
  const validation = kept === 0 ? '' : ` (${numberText(kept)} of them kept for validation)`
  const { mean, std } = data.normalize
  return `${dataset.name}: ${numberText(train)} images to train on${validation}, ${numberText(test)} to test on, ${dataset.height} × ${dataset.width} pixels, ${dataset.classes} classes; a pixel enters as (p / 255 − ${mean}) / ${std}`
}

export function budgetWords({ budget, lastBatch }: Spec): string {
  const last = {
    auto: 'a smaller last batch is kept (merged if it were a single image)',
    drop: 'a smaller last batch is dropped',
    keep: 'a smaller last batch is kept',
    merge: 'a smaller last batch is merged into the one before',
  }[lastBatch]
  const unit = budget.unit.slice(0, -1)
  return `${countText(budget.amount, unit)} a run; ${last}`
}

export function evaluationWords({ evaluation, targetAccuracy }: Spec): string {
  const { everyEpochs } = evaluation
  const often = everyEpochs === 1 ? 'after every epoch' : `every ${countText(everyEpochs, 'epoch')}`
  const target =
    targetAccuracy === null
      ? ''
      : `; target: ${Number((100 * targetAccuracy).toFixed(4))} % of the test images`
  return `on the test images ${often} and at the end, with running statistics${target}`
}

/** 0.1 as it is, 0.00001 as 1e-5. */
function smallNumber(value: number): string {
  return value < 0.001 ? value.toExponential() : String(value)
}
