import type { Plan } from '../contract/host-answers.ts'
import { durationText } from '../domain/duration-text.ts'
import { countText, numberText } from '../domain/number-text.ts'
import type { Spec } from '../domain/spec.ts'
import { sizeText } from '../domain/size-text.ts'
import { bulletList, wrapText } from './text.ts'

/** What will be trained, on what, and how long that will take, in a few lines. */
function planSummary(plan: Plan, spec: Spec, width: number): string {
  const { dataset, preparationRuns, trainers, backend, totalSteps } = plan
  const lines = [
    `${countText(plan.runs - preparationRuns, 'run')}: ${spec.arms.map((arm) => `“${arm.name}”`).join(', ')}; ` +
      `batch size ${spec.batchSizes.join(', ')}; learning rate ${spec.learningRates.join(', ')}; ` +
      `${countText(spec.seeds.length, 'seed')}; ${countText(spec.budget.amount, spec.budget.unit.slice(0, -1))}`,
    ...(preparationRuns > 0
      ? [`and ${countText(preparationRuns, 'run')} to give others the weights they start from`]
      : []),
    `Data set ${dataset.name}: ${numberText(spec.data.trainExamples ?? dataset.trainCount)} images to train on, ` +
      `${numberText(spec.data.testExamples ?? dataset.testCount)} to test on`,
    `${countText(totalSteps, 'step')} in ${countText(plan.cohorts, 'cohort')} on ${countText(trainers, 'trainer')}, backend ${backend}: ${timeText(plan)}`,
  ]
  return lines.map((line) => wrapText(line, width, 2)).join('\n')
}

function timeText({ secondsLeft }: Plan): string {
  return secondsLeft === null
    ? 'how long it takes is not known'
    : `about ${durationText(secondsLeft)} as this machine trained last`
}

/** The whole plan: what, how long, how much memory and disk, what is unfair, what is impossible. */
export function planText(plan: Plan, spec: Spec, width: number, bold = (text: string) => text): string {
  const { memory, notes, problems, disk, diskFree } = plan
  const resources =
    `Memory: about ${sizeText(memory.perTrainer)} a trainer, ${sizeText(memory.total)} in all, of ` +
    `${sizeText(memory.machine)}. Disk: about ${sizeText(disk)}, of ${sizeText(diskFree)} free`
  const textsOf = (severity: 'unfair' | 'note') =>
    notes.filter((note) => note.severity === severity).map(({ text }) => text)
  const sections = [
    ['Unfair in this design', textsOf('unfair')],
    ['To know about this design', textsOf('note')],
    ['Impossible', problems],
  ] as const
  return [
    bold(plan.name),
    planSummary(plan, spec, width),
    wrapText(resources, width, 2),
    ...sections.flatMap(([title, texts]) =>
      texts.length === 0 ? [] : [`\n${bold(title)}\n${bulletList(texts, width)}`],
    ),
  ].join('\n')
}
