import * as z from 'zod/mini'

/**
 * What an experiment is, as data. Version 1. Unknown keys are refused; every key that has a usual value has a
 * default, so that a spec written by hand can be short. Rules that span several fields live in `spec-rules.ts`.
 */

const positive = () => z.number().check(z.positive())
const notNegative = () => z.number().check(z.nonnegative())
const count = () => z.int().check(z.positive())
const share = () => z.number().check(z.gte(0), z.lt(1))

/** What is trained on and tested on. */
export const DataSpec = z.strictObject({
  /** A name in the catalog: `digits` (embedded) or an imported set. */
  dataset: z._default(z.string().check(z.minLength(1)), 'digits'),
  /** How many training images are used, from the first on; null means all. */
  trainExamples: z._default(z.nullable(count()), null),
  testExamples: z._default(z.nullable(count()), null),
  /** How many of the training images used, the last ones, are kept from training for validation. */
  validationExamples: z._default(z.int().check(z.nonnegative()), 0),
  /** A pixel p in 0..255 enters the network as (p / 255 − mean) / std. */
  normalize: z._default(z.strictObject({ mean: z.number(), std: positive() }), { mean: 0.5, std: 0.5 }),
})

export const Activation = z.enum(['relu', 'sigmoid', 'tanh', 'gelu', 'identity'])

/** A fully connected layer, its activation, and where an arm's normalization goes. */
export const DenseLayer = z.strictObject({
  type: z.literal('dense'),
  units: count(),
  activation: z._default(Activation, 'relu'),
  normalization: z._default(z.enum(['before-activation', 'after-activation', 'none']), 'before-activation'),
  /** `auto` leaves the bias out where a normalization follows at once and would remove it. */
  bias: z._default(z.enum(['auto', 'always', 'never']), 'auto'),
})

/** Layers or blocks of layers, by `type`; further types join this union without a new spec version. */
export const LayerSpec = z.discriminatedUnion('type', [DenseLayer])

/** The hidden layers in order. A dense output layer with a bias and one unit per class always follows. */
export const NetworkSpec = z.strictObject({
  layers: z.array(LayerSpec),
  initialization: z._default(
    z.discriminatedUnion('scheme', [
      /** Weights and biases from U(±1/√fanIn), as PyTorch's Linear. */
      z.strictObject({ scheme: z.literal('pytorch-linear') }),
      /** N(0, 2/fanIn), biases 0 (He et al. 2015, eq. 10). */
      z.strictObject({ scheme: z.literal('he') }),
      /** U(±√(6/(fanIn + fanOut))), biases 0 (Glorot & Bengio 2010, eq. 16). */
      z.strictObject({ scheme: z.literal('glorot') }),
      /** N(0, scale²), biases 0. */
      z.strictObject({ scheme: z.literal('gaussian'), scale: positive() }),
    ]),
    { scheme: 'pytorch-linear' },
  ),
})

const decayFields = {
  /** λ of an L2 term: g ← g + λ·w, as PyTorch's `weight_decay`. */
  weightDecay: z._default(notNegative(), 0),
  /** Whether γ, β and biases decay too, as they do by PyTorch's default. */
  decayNormAndBias: z._default(z.boolean(), true),
}

export const OptimizerSpec = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('sgd'),
    momentum: z._default(share(), 0.9),
    nesterov: z._default(z.boolean(), false),
    ...decayFields,
  }),
  z.strictObject({
    type: z.literal('adam'),
    beta1: z._default(share(), 0.9),
    beta2: z._default(share(), 0.999),
    epsilon: z._default(positive(), 1e-8),
    ...decayFields,
  }),
])

export const NormalizationSpec = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({
    type: z.literal('batch'),
    /** PyTorch's convention: running ← (1 − momentum)·running + momentum·batch. */
    momentum: z._default(z.number().check(z.gt(0), z.lte(1)), 0.1),
    epsilon: z._default(positive(), 1e-5),
    /** Whether γ and β exist and are learned. */
    affine: z._default(z.boolean(), true),
  }),
])

/** Where an arm's runs begin: fresh weights, or the weights of another arm's run of the same seed. */
export const StartSpec = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('fresh') }),
  z.strictObject({
    from: z.literal('trained'),
    /** The arm, batch size and number of epochs of the preparing run; the optimizer starts anew. */
    arm: z.string(),
    batchSize: count(),
    epochs: count(),
  }),
])

/** A named normalization with all its settings. */
export const ArmSpec = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  normalization: NormalizationSpec,
  /** Only these of the experiment's batch sizes; null means all. */
  batchSizes: z._default(z.nullable(z.array(count()).check(z.minLength(1))), null),
  start: z._default(StartSpec, { from: 'fresh' }),
})

export const LearningRateRuleSpec = z.strictObject({
  /** How the rate follows the batch size B against the reference: lr, lr·B/ref, lr·√(B/ref). */
  rule: z._default(z.enum(['fixed', 'linear', 'square-root']), 'fixed'),
  referenceBatchSize: z._default(count(), 64),
})

export const ScheduleSpec = z.strictObject({
  shape: z._default(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('constant') }),
      /** Multiplied by `factor` at the start of each of these epochs (counted from 0). */
      z.strictObject({
        type: z.literal('step'),
        epochs: z.array(count()).check(z.minLength(1)),
        factor: z._default(positive(), 0.1),
      }),
      /** Half a cosine from the full rate to `finalFactor` of it over the whole budget (Loshchilov & Hutter 2017). */
      z.strictObject({
        type: z.literal('cosine'),
        finalFactor: z._default(z.number().check(z.gte(0), z.lte(1)), 0),
      }),
    ]),
    { type: 'constant' },
  ),
  /** The rate grows linearly from lr/warmupSteps to lr over so many first steps; 0 means none. */
  warmupSteps: z._default(z.int().check(z.nonnegative()), 0),
})

export const BudgetSpec = z.strictObject({
  unit: z.enum(['epochs', 'steps', 'examples']),
  amount: count(),
})

export const EvaluationSpec = z.strictObject({
  /** Every so many epochs (and always at the end). */
  everyEpochs: z._default(count(), 1),
  /** How many training images, the first ones, are evaluated beside the test images; 0 means none. */
  trainExamples: z._default(z.int().check(z.nonnegative()), 2000),
})

/** The shape of a spec; `parseSpec` also checks the rules between fields. */
export const SpecSchema = z.strictObject({
  spec: z.literal(1),
  name: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'Untitled experiment'),
  data: z.prefault(DataSpec, {}),
  network: NetworkSpec,
  optimizer: z.prefault(OptimizerSpec, { type: 'sgd' }),
  arms: z.array(ArmSpec).check(z.minLength(1)),
  batchSizes: z.array(count()).check(z.minLength(1)),
  learningRates: z.array(positive()).check(z.minLength(1)),
  seeds: z.array(z.int().check(z.nonnegative(), z.lte(2 ** 31 - 1))).check(z.minLength(1)),
  learningRateRule: z.prefault(LearningRateRuleSpec, {}),
  schedule: z.prefault(ScheduleSpec, {}),
  budget: BudgetSpec,
  /** What becomes of a smaller last batch: `auto` keeps it, but merges it into the one before when it would be 1. */
  lastBatch: z._default(z.enum(['auto', 'drop', 'keep', 'merge']), 'auto'),
  evaluation: z.prefault(EvaluationSpec, {}),
  /** A checkpoint every so many epochs beside the one at the end; null means only at the end. */
  checkpointEveryEpochs: z._default(z.nullable(count()), null),
  /** The test accuracy whose first reaching is reported, or null. */
  targetAccuracy: z._default(z.nullable(z.number().check(z.gt(0), z.lte(1))), null),
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
export type LastBatchRule = Spec['lastBatch']
export type NetworkSpec = z.output<typeof NetworkSpec>
export type DataSpec = z.output<typeof DataSpec>
