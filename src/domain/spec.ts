import * as z from 'zod/mini'
import * as field from './spec-fields.ts'

/**
 * What an experiment is, as data. Version 1. Unknown keys are refused; every key that has a usual value has a
 * default, so that a spec written by hand can be short. Rules that span several fields live in `spec-rules.ts`.
 */

/** What is trained on and tested on. */
export const DataSpec = field.objectOf({
  /** A name in the catalog: `digits` (embedded) or an imported set. */
  dataset: z._default(field.text(200), 'digits'),
  /** How many training images are used, from the first on; null means all. */
  trainExamples: z._default(field.countOrNull(), null),
  testExamples: z._default(field.countOrNull(), null),
  /** How many of the training images used, the last ones, are kept from training for validation. */
  validationExamples: z._default(field.wholeNumber(), 0),
  /** A pixel p in 0..255 enters the network as (p / 255 − mean) / std. */
  normalize: z._default(field.objectOf({ mean: field.finiteNumber(), std: field.positive() }), {
    mean: 0.5,
    std: 0.5,
  }),
})

export const Activation = field.oneOf(['relu', 'sigmoid', 'tanh', 'gelu', 'identity'])

/** A fully connected layer, its activation, and where an arm's normalization goes. */
const DenseLayer = field.objectOf({
  type: z.literal('dense'),
  units: field.count(),
  activation: z._default(Activation, 'relu'),
  normalization: z._default(
    field.oneOf(['before-activation', 'after-activation', 'none']),
    'before-activation',
  ),
  /** `auto` leaves the bias out where a normalization follows at once and would remove it. */
  bias: z._default(field.oneOf(['auto', 'always', 'never']), 'auto'),
})

/** Layers or blocks of layers, by `type`; further types join this union without a new spec version. */
const LayerSpec = field.variantOf('type', [DenseLayer])

const MOST_LAYERS = 1000

/** The hidden layers in order. A dense output layer with a bias and one unit per class always follows. */
export const NetworkSpec = field.objectOf({
  layers: z
    .array(LayerSpec, 'must be a list of layers')
    .check(z.maxLength(MOST_LAYERS, `must be a list of at most ${MOST_LAYERS} layers`)),
  initialization: z._default(
    field.variantOf('scheme', [
      /** Weights and biases from U(±1/√fanIn), as PyTorch's Linear. */
      field.objectOf({ scheme: z.literal('pytorch-linear') }),
      /** N(0, 2/fanIn), biases 0 (He et al. 2015, eq. 10). */
      field.objectOf({ scheme: z.literal('he') }),
      /** U(±√(6/(fanIn + fanOut))), biases 0 (Glorot & Bengio 2010, eq. 16). */
      field.objectOf({ scheme: z.literal('glorot') }),
      /** N(0, scale²), biases 0. */
      field.objectOf({ scheme: z.literal('gaussian'), scale: field.positive() }),
    ]),
    { scheme: 'pytorch-linear' },
  ),
})

const decayFields = {
  /** λ of an L2 term: g ← g + λ·w, as PyTorch's `weight_decay`. */
  weightDecay: z._default(field.notNegative(), 0),
  /** Whether γ, β and biases decay too, as they do by PyTorch's default. */
  decayNormAndBias: z._default(field.flag(), true),
}

export const OptimizerSpec = field.variantOf('type', [
  field.objectOf({
    type: z.literal('sgd'),
    momentum: z._default(field.decayRate(), 0.9),
    nesterov: z._default(field.flag(), false),
    ...decayFields,
  }),
  field.objectOf({
    type: z.literal('adam'),
    beta1: z._default(field.decayRate(), 0.9),
    beta2: z._default(field.decayRate(), 0.999),
    epsilon: z._default(field.positive(), 1e-8),
    ...decayFields,
  }),
])

export const NormalizationSpec = field.variantOf('type', [
  field.objectOf({ type: z.literal('none') }),
  field.objectOf({
    type: z.literal('batch'),
    /** PyTorch's convention: running ← (1 − momentum)·running + momentum·batch. */
    momentum: z._default(field.share(), 0.1),
    epsilon: z._default(field.positive(), 1e-5),
    /** Whether γ and β exist and are learned. */
    affine: z._default(field.flag(), true),
  }),
])

/** Where an arm's runs begin: fresh weights, those of another arm's run of the same seed, or those of a stored run. */
const StartSpec = field.variantOf('from', [
  field.objectOf({ from: z.literal('fresh') }),
  field.objectOf({
    from: z.literal('trained'),
    /** The arm, batch size and number of epochs of the preparing run; the optimizer starts anew. */
    arm: field.text(60),
    batchSize: field.count(),
    epochs: field.count(),
  }),
  field.objectOf({
    from: z.literal('checkpoint'),
    /** SHA-256 of the checkpoint's file: which weights, whatever becomes of the run that had them. */
    checkpoint: field.sha256(),
    /** How many epochs they have seen: the data order goes on after them; the optimizer starts anew. */
    epochsBefore: field.wholeNumber(),
    /** Which run they are of, in words. */
    of: field.text(500),
  }),
])

/** A named normalization with all its settings. */
export const ArmSpec = field.objectOf({
  name: field.text(60),
  normalization: NormalizationSpec,
  /** Only these of the experiment's batch sizes; null means all. */
  batchSizes: z._default(z.nullable(field.listOf(field.count())), null),
  start: z._default(StartSpec, { from: 'fresh' }),
})

const LearningRateRuleSpec = field.objectOf({
  /** How the rate follows the batch size B against the reference: lr, lr·B/ref, lr·√(B/ref). */
  rule: z._default(field.oneOf(['fixed', 'linear', 'square-root']), 'fixed'),
  referenceBatchSize: z._default(field.count(), 64),
})

export const ScheduleSpec = field.objectOf({
  shape: z._default(
    field.variantOf('type', [
      field.objectOf({ type: z.literal('constant') }),
      /** Multiplied by `factor` at the start of each of these epochs (counted from 0). */
      field.objectOf({
        type: z.literal('step'),
        epochs: field.listOf(field.count()),
        factor: z._default(field.positive(), 0.1),
      }),
      /** Half a cosine from the full rate to `finalFactor` of it over the whole budget (Loshchilov & Hutter 2017). */
      field.objectOf({
        type: z.literal('cosine'),
        finalFactor: z._default(field.shareOrNothing(), 0),
      }),
    ]),
    { type: 'constant' },
  ),
  /** The rate grows linearly from lr/warmupSteps to lr over so many first steps; 0 means none. */
  warmupSteps: z._default(field.wholeNumber(), 0),
})

export const BudgetSpec = field.objectOf({
  unit: field.oneOf(['epochs', 'steps', 'examples']),
  amount: field.count(),
})

/** What becomes of a smaller last batch: `auto` keeps it, but merges it into the one before when it would be 1. */
export const LastBatchRule = field.oneOf(['auto', 'drop', 'keep', 'merge'])

const EvaluationSpec = field.objectOf({
  /** Every so many epochs (and always at the end). */
  everyEpochs: z._default(field.count(), 1),
  /** How many training images, the first ones, are evaluated beside the test images; null means up to 2,000, 0 none. */
  trainExamples: z._default(field.wholeNumberOrNull(), null),
})

/** The shape of a spec; `parseSpec` also checks the rules between fields. */
export const SpecSchema = field.objectOf({
  spec: z.literal(1, 'must be 1, the only version of specs that this program reads'),
  name: z._default(field.text(200), 'Untitled experiment'),
  data: z.prefault(DataSpec, {}),
  network: NetworkSpec,
  optimizer: z.prefault(OptimizerSpec, { type: 'sgd' }),
  arms: field.listOf(ArmSpec),
  batchSizes: field.listOf(field.count()),
  learningRates: field.listOf(field.positive()),
  seeds: field.listOf(field.wholeNumberUpTo(2 ** 31 - 1)),
  learningRateRule: z.prefault(LearningRateRuleSpec, {}),
  schedule: z.prefault(ScheduleSpec, {}),
  budget: BudgetSpec,
  lastBatch: z._default(LastBatchRule, 'auto'),
  evaluation: z.prefault(EvaluationSpec, {}),
  /** A checkpoint every so many epochs beside the one at the end; null means only at the end. */
  checkpointEveryEpochs: z._default(field.countOrNull(), null),
  /** The test accuracy whose first reaching is reported, or null. */
  targetAccuracy: z._default(field.shareOrNull(), null),
})

export type Spec = z.output<typeof SpecSchema>
export type SpecInput = z.input<typeof SpecSchema>
export type LayerSpec = z.output<typeof LayerSpec>
export type Activation = z.output<typeof Activation>
export type OptimizerSpec = z.output<typeof OptimizerSpec>
export type NormalizationSpec = z.output<typeof NormalizationSpec>
export type ArmSpec = z.output<typeof ArmSpec>
export type StartSpec = z.output<typeof StartSpec>
export type ScheduleSpec = z.output<typeof ScheduleSpec>
export type BudgetSpec = z.output<typeof BudgetSpec>
export type LastBatchRule = z.output<typeof LastBatchRule>
export type NetworkSpec = z.output<typeof NetworkSpec>
export type DataSpec = z.output<typeof DataSpec>
