import { WorkbenchError } from '../../contract/errors.ts'
import type { HostArgument } from '../../contract/host.ts'
import type { OpenedDataset } from '../../datasets/catalog.ts'
import { readDataset } from '../../datasets/prepared.ts'
import type { NewExperiment } from '../store/experiments.ts'
import { openForTraining } from './datasets.ts'
import type { HostContext } from './host-context.ts'
import { checkedSpec, planSpec } from './spec-plan.ts'

/** @returns the new experiment's id @throws WorkbenchError `bad-input` with why it cannot be run */
export async function createExperiment(
  context: HostContext,
  { spec: given, ...origin }: HostArgument<'experiments.create'>,
): Promise<string> {
  const spec = checkedSpec(given)
  return storeAndTrain(context, spec, await openForTraining(context, spec.data.dataset), origin)
}

type Origin = Pick<NewExperiment, 'backend' | 'preset' | 'looks' | 'notes'>

/** Stores an experiment and queues its runs in one transaction. @returns its id @throws as `createExperiment` */
export function storeAndTrain(
  context: HostContext,
  spec: NewExperiment['spec'],
  dataset: OpenedDataset,
  origin: Origin,
): string {
  const { runs, notes, problems } = planSpec(context, spec, dataset.info, origin.backend)
  if (problems.length > 0) throw new WorkbenchError('bad-input', problems.join('\n'))
  const { store, training, hints } = context
  const chance = chanceOf(dataset, spec.data.testExamples)
  const { id } = store.experiments.insert(
    {
      ...{ ...origin, name: spec.name, spec, dataset: dataset.info, chance, createdAt: Date.now() },
      fairnessNotes: notes.map(({ text }) => text),
    },
    runs.map((planned) => ({ planned })),
  )
  training.add(store.runs.ofExperiment(id), dataset, chance)
  hints.experimentsChanged(id)
  return id
}

/** The share of the most frequent class among the test images used: what the best constant answer gets right. */
function chanceOf({ folder, info }: OpenedDataset, testExamples: number | null): number {
  const used = testExamples ?? info.testCount
  const labels = readDataset(folder).test.labels.subarray(0, used)
  const counts = new Uint32Array(info.classes)
  for (const label of labels) counts[label]!++
  return Math.max(...counts) / used
}
