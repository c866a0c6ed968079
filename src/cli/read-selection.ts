import type { Command } from 'commander'
import { RunStatus } from '../contract/call-parts.ts'
import type { HostInput } from '../contract/host.ts'
import { readMetric, readNumbers, readRates, readStatuses, readTarget } from './read-choices.ts'

/** Which runs a comparison or a report is of, and what it asks of them, as it is said on the command line. */
export type SelectionOptions = {
  arm?: string[]
  batchSizes?: string
  learningRates?: string
  seeds?: string
  status?: string
  data?: string[]
  runs?: string
  baseline?: string
  metric?: string
  target?: string
}

/** Adds the options to a command. */
export function addSelectionOptions(command: Command): Command {
  const collected = (value: string, before: string[] = []): string[] => [...before, value]
  return command
    .option('--arm <label>', 'only this arm; may be given several times', collected)
    .option('--batch-sizes <numbers>', 'only these batch sizes, such as 16,64')
    .option('--learning-rates <numbers>', 'only these learning rates, such as 0.1,0.01')
    .option('--seeds <numbers>', 'only these seeds, such as 1,2,3')
    .option('--status <list>', `only runs that are one of ${RunStatus.options.join(',')}`)
    .option('--data <dataset>', 'only this data set; may be given several times', collected)
    .option('--runs <ids>', 'only these runs, by their whole ids, separated by commas')
    .option(
      '--baseline <label>',
      'the arm that the others are compared with (usually: the one without normalization)',
    )
    .option('--metric <metric>', 'accuracy or loss on the test images (usually: accuracy)')
    .option(
      '--target <share>',
      'count the steps to this test accuracy, such as 0.95; own or none (usually: own, that of the designs)',
    )
}

/** The runs of these experiments that the options leave, and what is asked of them. @throws WorkbenchError `bad-input` with the option */
export function readSelection(
  experimentIds: string[],
  options: SelectionOptions,
): HostInput<'compare.summary'> {
  const { arm, batchSizes, learningRates, seeds, status, data, runs, baseline, metric, target } = options
  return {
    selection: {
      experimentIds,
      ...(arm && { arms: arm }),
      ...(batchSizes !== undefined && { batchSizes: readNumbers('--batch-sizes', batchSizes, 1) }),
      ...(learningRates !== undefined && { learningRates: readRates('--learning-rates', learningRates) }),
      ...(seeds !== undefined && { seeds: readNumbers('--seeds', seeds, 0) }),
      ...(status !== undefined && { statuses: readStatuses(status) }),
      ...(data && { datasets: data }),
      ...(runs !== undefined && { runIds: runs.split(',').map((id) => id.trim()) }),
    },
    ...(baseline !== undefined && { baseline }),
    ...(metric !== undefined && { metric: readMetric(metric) }),
    target: target === undefined ? 'own' : readTarget(target),
  }
}
