import { buildLayers } from './architecture.ts'
import type { FairnessNote } from './fairness-note.ts'
import type { PlannedRun } from './grid.ts'
import { countText, numberText, rateText } from './number-text.ts'
import { stepPlan } from './recipe.ts'
import type { ArmSpec, Spec } from './spec.ts'
import { inWords } from './wording.ts'

/** Notes on what the comparison of arms rests on: starts, pairs, seeds, selection, and what is reported. */
export function comparisonNotes(spec: Spec, runs: readonly PlannedRun[]): FairnessNote[] {
  const compared = runs.filter(({ role }) => role === 'compared')
  return [
    ...startNotes(spec, runs),
    ...pairNotes(spec, compared),
    ...seedNotes(spec),
    ...selectionNotes(spec),
    ...equalArmNotes(compared),
    ...biasNotes(spec),
    ...targetNotes(spec),
  ]
}

function startNotes({ arms }: Spec, runs: readonly PlannedRun[]): FairnessNote[] {
  const byKey = new Map(runs.map((run) => [run.key, run]))
  return arms.flatMap(({ name, start }): FairnessNote[] => {
    const run = runs.find(({ role, arm }) => role === 'compared' && arm === name)
    if (start.from === 'fresh' || !run) return []
    let steps = 0
    for (let before = parentOf(run, byKey); before; before = parentOf(before, byKey)) {
      steps += stepPlan(before.recipe).totalSteps
    }
    const epochs = countText(run.recipe.epochsBefore, 'epoch')
    const weights =
      start.from === 'trained'
        ? `"${start.arm}" at batch ${start.batchSize}, after ${epochs} (${countText(steps, 'step')})`
        : `${start.of}, after ${epochs}`
    const text =
      `"${name}" does not start fresh: it continues from the weights of ${weights} of training that its own ` +
      'curves do not show. Its losses cannot be compared with those of arms that start fresh.'
    return [{ kind: 'continued-weights', severity: 'unfair', text }]
  })
}

function parentOf({ parent }: PlannedRun, byKey: ReadonlyMap<string, PlannedRun>): PlannedRun | undefined {
  return parent === null ? undefined : byKey.get(parent)
}

/** Arms none of whose runs shares its start, data order and settings with a run of another arm. */
function pairNotes({ arms }: Spec, compared: readonly PlannedRun[]): FairnessNote[] {
  if (arms.length < 2) return []
  const armsOfPair = Map.groupBy(compared, ({ pairKey }) => pairKey)
  const paired = new Set(
    [...armsOfPair.values()]
      .map((runs) => new Set(runs.map(({ arm }) => arm)))
      .filter((names) => names.size > 1)
      .flatMap((names) => [...names]),
  )
  const alone = arms.filter(({ name }) => !paired.has(name)).map(({ name }) => `"${name}"`)
  if (alone.length === 0) return []
  const text =
    `No run of ${inWords(alone, 'or')} is paired with a run of another arm: same batch size, learning rate, ` +
    'initial weights and data order. Differences from other arms are not the effect of normalization alone.'
  return [{ kind: 'unpaired', severity: 'unfair', text }]
}

/** The points of Student's t that a 95 % interval of two and of three values is wide by. */
const T_OF_TWO = 12.71

function seedNotes({ seeds }: Spec): FairnessNote[] {
  const advice = '5 are usual here, 10 for a claim.'
  switch (seeds.length) {
    case 1:
      return [
        few(
          'unfair',
          `One seed has no interval: what differs may be chance. At least 3 are needed; ${advice}`,
        ),
      ]
    case 2:
      return [
        few(
          'unfair',
          `Two seeds give an interval ${T_OF_TWO} standard errors wide on each side, which settles next to ` +
            `nothing. At least 3 are needed; ${advice}`,
        ),
      ]
    case 3:
    case 4:
      return [few('note', `${seeds.length} seeds are enough for a first look; ${advice}`)]
    default:
      return []
  }
}

function few(severity: FairnessNote['severity'], text: string): FairnessNote {
  return { kind: 'few-seeds', severity, text }
}

function selectionNotes({ learningRates, data }: Spec): FairnessNote[] {
  if (learningRates.length < 2 || data.validationExamples > 0) return []
  const rates = inWords(learningRates.map(rateText))
  const text =
    `${learningRates.length} learning rates are compared (${rates}) and no images are kept for validation: the best ` +
    'by test accuracy is chosen on the test set, and looks better than it is. Keep some ' +
    'training images for validation (data.validationExamples in a spec).'
  return [{ kind: 'selection-on-test', severity: 'unfair', text }]
}

function equalArmNotes(compared: readonly PlannedRun[]): FairnessNote[] {
  const groups = [...Map.groupBy(compared, ({ key }) => key).values()].filter((runs) => runs.length > 1)
  const sets = new Set(groups.map((runs) => inWords(runs.map(({ arm }) => `"${arm}"`))))
  return [...sets].map((arms) => ({
    kind: 'equal-arms',
    severity: 'note',
    text: `${arms} have runs with the same settings, whose numbers are the same.`,
  }))
}

function biasNotes({ arms, network }: Spec): FairnessNote[] {
  const keeps = arms.filter((arm) => hasRedundantBias(network, arm)).map(({ name }) => `"${name}"`)
  if (keeps.length === 0) return []
  const text =
    `${inWords(keeps)} ${keeps.length === 1 ? 'keeps' : 'keep'} the bias before batch normalization, which removes ` +
    'it: its gradient is zero and β does its work. It changes no loss, only the number of parameters.'
  return [{ kind: 'bias-before-normalization', severity: 'note', text }]
}

function hasRedundantBias(network: Spec['network'], { normalization }: ArmSpec): boolean {
  const layers = buildLayers(network, normalization, 1, 1)
  return layers.some(
    (layer, i) => layer.type === 'dense' && layer.bias && layers[i + 1]?.type === 'batch-normalization',
  )
}

function targetNotes({ targetAccuracy, evaluation, data }: Spec): FairnessNote[] {
  if (targetAccuracy === null) return []
  const cadence = evaluation.everyEpochs === 1 ? 'epoch' : `${evaluation.everyEpochs} epochs`
  const on = data.testExamples === null ? 'the test set' : `${numberText(data.testExamples)} test images`
  const text =
    `The first reaching of ${numberText(100 * targetAccuracy)} % is looked for on ${on} once every ${cadence}, ` +
    'and is no finer than that. Seconds depend on what else the machine does; steps do not.'
  return [{ kind: 'target-accuracy', severity: 'note', text }]
}
