import { checkStarts } from './start-rules.ts'
import { problemAt, type Path, type SpecProblem } from './spec-problem.ts'
import type { Spec } from './spec.ts'

const MOST_RUNS = 10_000

/** Checks the rules that span several fields of one spec and need no data set. */
export function checkRules(spec: Spec): SpecProblem[] {
  // Of a grid that is too large, to compare all with all would keep the host from everybody else.
  const tooLarge = checkSize(spec)
  if (tooLarge.length > 0) return tooLarge
  return [
    ...repeated(['batchSizes'], spec.batchSizes),
    ...repeated(['learningRates'], spec.learningRates),
    ...repeated(['seeds'], spec.seeds),
    ...checkUse(spec),
    ...checkData(spec),
    ...checkOptimizer(spec),
    ...checkSchedule(spec),
    ...checkArms(spec),
    ...checkStarts(spec),
  ]
}

function repeated(path: Path, values: readonly (number | string)[]): SpecProblem[] {
  const places = new Map(values.map((value, index) => [value, index] as const).reverse())
  return values.flatMap((value, index) => {
    const first = places.get(value)
    return first === index
      ? []
      : [problemAt([...path, index], value, `must not repeat entry ${first} of the list`)]
  })
}

function checkUse({ batchSizes, arms }: Spec): SpecProblem[] {
  return batchSizes.flatMap((size, index) =>
    arms.some((arm) => (arm.batchSizes ?? batchSizes).includes(size))
      ? []
      : [problemAt(['batchSizes', index], size, 'must be a batch size of at least one arm')],
  )
}

function checkSize(spec: Spec): SpecProblem[] {
  const runs = spec.arms.length * spec.batchSizes.length * spec.learningRates.length * spec.seeds.length
  if (runs <= MOST_RUNS) return []
  const allowed = `must be at most ${MOST_RUNS} runs: arms × batch sizes × learning rates × seeds`
  return [{ path: '', value: runs, message: `the spec is a grid of ${runs} runs: ${allowed}` }]
}

function checkData({ arms, data: { trainExamples, validationExamples, testExamples } }: Spec): SpecProblem[] {
  const ofPart = `must be less than data.trainExamples, of which they are a part (${trainExamples})`
  const tooFew =
    'must be at least 2 for an arm with batch normalization, which is also tested with the statistics of a batch: one image has no variance'
  const normalizes = arms.some(({ normalization }) => normalization.type === 'batch')
  return [
    ...(trainExamples !== null && validationExamples >= trainExamples
      ? [problemAt(['data', 'validationExamples'], validationExamples, ofPart)]
      : []),
    ...(testExamples === 1 && normalizes ? [problemAt(['data', 'testExamples'], testExamples, tooFew)] : []),
  ]
}

function checkOptimizer({ optimizer }: Spec): SpecProblem[] {
  if (optimizer.type !== 'sgd' || !optimizer.nesterov || optimizer.momentum > 0) return []
  return [problemAt(['optimizer', 'nesterov'], true, 'must be false where optimizer.momentum is 0')]
}

function checkSchedule({ schedule: { shape } }: Spec): SpecProblem[] {
  const milestones = shape.type === 'step' ? shape.epochs : []
  return milestones.flatMap((epoch, index) => {
    const before = milestones[index - 1]
    if (before === undefined || epoch > before) return []
    const allowed = `must be more than the epoch before it in the list (${before})`
    return [problemAt(['schedule', 'shape', 'epochs', index], epoch, allowed)]
  })
}

function checkArms(spec: Spec): SpecProblem[] {
  const names = spec.arms.map(({ name }) => name)
  return spec.arms.flatMap((arm, index) => {
    const path = ['arms', index]
    const first = names.indexOf(arm.name)
    const again = `must be a name of its own; arms[${first}] has it already`
    return [
      ...(first === index ? [] : [problemAt([...path, 'name'], arm.name, again)]),
      ...checkPosition(spec, index),
      ...checkBatchSizes(spec, index),
    ]
  })
}

/** An arm that normalizes needs a layer that lets it; or it would be an arm without, under a wrong name. */
function checkPosition({ network, arms }: Spec, index: number): SpecProblem[] {
  const { normalization } = arms[index]!
  if (normalization.type === 'none' || network.layers.some((layer) => layer.normalization !== 'none'))
    return []
  const allowed =
    'must be none, because no layer of the network has a normalization of before-activation or after-activation'
  return [problemAt(['arms', index, 'normalization', 'type'], normalization.type, allowed)]
}

function checkBatchSizes({ arms, batchSizes }: Spec, index: number): SpecProblem[] {
  const arm = arms[index]!
  const path = ['arms', index, 'batchSizes']
  const own = arm.batchSizes ?? []
  const allowed = `must be one of batchSizes: ${batchSizes.join(', ')}`
  const strangers = own.flatMap((size, at) =>
    batchSizes.includes(size) ? [] : [problemAt([...path, at], size, allowed)],
  )
  const tooSmall = (arm.batchSizes ?? batchSizes).includes(1) && arm.normalization.type === 'batch'
  const single =
    "must be at least 2 for an arm with batch normalization: one image has no variance; use the arm's batchSizes to leave 1 out"
  return [
    ...repeated(path, own),
    ...strangers,
    ...(tooSmall
      ? [problemAt(arm.batchSizes ? path : ['batchSizes'], arm.batchSizes ?? batchSizes, single)]
      : []),
  ]
}
