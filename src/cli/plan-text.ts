import { inGibibytes } from '../host/memory-estimate.ts'
import type { ExperimentPlan } from '../host/experiment-plan.ts'
import { bulletList, wrapText } from './text.ts'
import type { Terminal } from './terminal.ts'

const grouped = new Intl.NumberFormat('en-US')

/** What will be trained, on what, in a few lines. */
export function planSummary(plan: ExperimentPlan, width: number): string {
  const { spec, dataset, runs, trained, trainers, backend, totalSteps } = plan
  const { trainCount, testCount, name } = dataset.info
  const compared = runs.filter(({ role }) => role === 'compared').length
  const preparing = trained.filter(({ role }) => role === 'preparation').length
  const lines = [
    `${compared} runs: ${spec.arms.map((arm) => `“${arm.name}”`).join(', ')}; batch size ${spec.batchSizes.join(', ')}; ` +
      `learning rate ${spec.learningRates.join(', ')}; ${spec.seeds.length} seeds; ` +
      `${grouped.format(spec.budget.amount)} ${spec.budget.unit}`,
    ...(preparing > 0 ? [`and ${preparing} runs that give others the weights they start from`] : []),
    `Data set ${name}: ${grouped.format(spec.data.trainExamples ?? trainCount)} images to train on, ` +
      `${grouped.format(spec.data.testExamples ?? testCount)} to test on`,
    `${grouped.format(totalSteps)} steps on ${trainers} trainer${trainers === 1 ? '' : 's'}, backend ${backend}`,
  ]
  return lines.map((line) => wrapText(line, width, 2)).join('\n')
}

/** Prints the whole plan: what, how much memory, what is unfair, what is impossible. */
export function printPlan(plan: ExperimentPlan, terminal: Terminal): void {
  const { width, out, bold } = terminal
  const { memory, notes, problems } = plan
  out(bold(plan.spec.name))
  out(planSummary(plan, width))
  out(
    `Memory: about ${inGibibytes(memory.perTrainer)} a trainer, ${inGibibytes(memory.total)} in all; ` +
      `this machine has ${inGibibytes(memory.machine)}`,
  )
  for (const severity of ['unfair', 'note'] as const) {
    const texts = notes.filter((note) => note.severity === severity).map(({ text }) => text)
    if (texts.length === 0) continue
    out(`\n${bold(severity === 'unfair' ? 'Unfair in this design' : 'To know about this design')}`)
    out(bulletList(texts, width))
  }
  if (problems.length === 0) return
  out(`\n${bold('Impossible')}`)
  out(bulletList(problems, width))
}
