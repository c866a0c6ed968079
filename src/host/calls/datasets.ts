import { AHEAD } from '../../contract/call-parts.ts'
import type { Split } from '../../contract/dataset-calls.ts'
import { ExperimentQuery, type HostArgument, type HostHandlers } from '../../contract/host.ts'
import type { DatasetPreview, ImagePage } from '../../contract/host-answers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { OpenedDataset } from '../../datasets/catalog.ts'
import { classNamesOf } from '../../datasets/class-names.ts'
import { countsOf, positionsInTurn, positionsOf, readImages, readLabels } from '../../datasets/some-images.ts'
import {
  asWorkbenchErrors,
  findInLibrary,
  importIntoLibrary,
  listLibrary,
  openFromLibrary,
  removeFromLibrary,
} from '../dataset-library.ts'
import { inWords } from '../../domain/wording.ts'
import { listed } from './experiment-summary.ts'
import type { HostContext } from './host-context.ts'

const progressOf =
  ({ hints }: HostContext, name: string) =>
  (done: number, total: number) =>
    hints.datasetProgress({ name, done, total })

/** Makes a data set ready; the embedded one is generated on first use, which hints follow. */
export function openForTraining(context: HostContext, name: string): Promise<OpenedDataset> {
  return openFromLibrary(context.home, name, progressOf(context, name))
}

type Calls = Extract<keyof HostHandlers, `datasets.${string}`>

/** The calls about data sets. */
export function datasetCalls(context: HostContext): Pick<HostHandlers, Calls> {
  const { home, hints, downloads } = context
  return {
    'datasets.list': () => listLibrary(home),
    'datasets.import': async ({ name, ...files }) => {
      const { info } = await importIntoLibrary(home, name, files)
      hints.datasetsChanged(name)
      return info
    },
    'datasets.preview': (wanted) => preview(context, wanted),
    'datasets.downloads': () => downloads.states(),
    'datasets.download': ({ name }) => downloads.start(name),
    'datasets.cancelDownload': ({ name }) => downloads.cancel(name),
    'datasets.remove': async ({ name }) => {
      requireUnused(context, name)
      await removeFromLibrary(home, name)
      hints.datasetsChanged(name)
      return { name }
    },
  }
}

/** @throws WorkbenchError `conflict` while runs on it train or wait, whoever is to train them */
function requireUnused(context: HostContext, name: string): void {
  context.training.flush()
  const query = { datasets: [name], statuses: [...AHEAD], limit: 3 }
  const { total, experiments } = listed(context, ExperimentQuery.parse(query))
  if (total === 0) return
  const named = experiments.map((experiment) => `“${experiment.name}”`)
  const names = total > named.length ? [...named, `${total - named.length} more`] : named
  throw new WorkbenchError(
    'conflict',
    `The data set ${name} is needed by runs of ${inWords(names)} that train or wait. Stop them first.`,
  )
}

async function preview(
  context: HostContext,
  { name, split, classIndex, offset, limit }: HostArgument<'datasets.preview'>,
): Promise<DatasetPreview> {
  const dataset = await findInLibrary(context.home, name, progressOf(context, name))
  const { info, folder } = dataset
  if (classIndex !== undefined) checkClass(info, 'classIndex', classIndex)
  const labels = await asWorkbenchErrors(async () => ({
    train: await readLabels(folder, 'train', info),
    test: await readLabels(folder, 'test', info),
  }))
  const all =
    classIndex === undefined
      ? positionsInTurn(labels[split], info.classes)
      : positionsOf(labels[split], classIndex)
  const page = await imagePage(dataset, { split, labels: labels[split], all, offset, limit })
  return {
    ...{ ...page, info, classNames: classNamesOf(info) },
    trainCounts: countsOf(labels.train, info.classes),
    testCounts: countsOf(labels.test, info.classes),
  }
}

/** @throws WorkbenchError `bad-input` when there is no such class */
export function checkClass({ name, classes }: OpenedDataset['info'], field: string, value: number): void {
  if (value < classes) return
  throw new WorkbenchError(
    'bad-input',
    `${field} is ${value}: the classes of ${name} are 0 to ${classes - 1}.`,
  )
}

type Wanted = { split: Split; labels: Uint8Array; all: Int32Array; offset: number; limit: number }

/** The images at a page of positions; nothing else is read. */
export async function imagePage(
  { info, folder }: OpenedDataset,
  { split, labels, all, offset, limit }: Wanted,
): Promise<ImagePage> {
  const positions = all.slice(offset, offset + limit)
  return {
    ...{ height: info.height, width: info.width, total: all.length, positions },
    pixels: await asWorkbenchErrors(() => readImages(folder, split, positions, info)),
    labels: Uint8Array.from(positions, (position) => labels[position]!),
  }
}
