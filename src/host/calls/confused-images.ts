import { WorkbenchError } from '../../contract/errors.ts'
import type { HostArgument } from '../../contract/host.ts'
import type { ImagePage } from '../../contract/host-answers.ts'
import { readLabels } from '../../datasets/some-images.ts'
import { asWorkbenchErrors, findInLibrary } from '../dataset-library.ts'
import { checkClass, imagePage } from './datasets.ts'
import type { HostContext } from './host-context.ts'

/** The test images of one class that a run took for one class, that or another. */
export async function confusedImages(
  context: HostContext,
  { id, actual, predicted, limit }: HostArgument<'runs.confused'>,
): Promise<ImagePage> {
  const { dataset: used } = context.store.runs.get(id).planned.recipe
  const said = predictionsOf(context, id)
  const dataset = await findInLibrary(context.home, used.name)
  const { info, folder } = dataset
  if (info.digest !== used.digest) {
    throw new WorkbenchError(
      'conflict',
      `The data set "${used.name}" is not the one that run ${id} was tested on. Import that one again to see its images.`,
    )
  }
  checkClass(info, 'actual', actual)
  checkClass(info, 'predicted', predicted)
  const labels = await asWorkbenchErrors(() => readLabels(folder, 'test', info))
  const inCell = (position: number) => labels[position] === actual && said[position] === predicted
  const all = Int32Array.from([...said.keys()].filter(inCell))
  return imagePage(dataset, { split: 'test', labels, all, offset: 0, limit })
}

function predictionsOf({ store }: HostContext, id: string): Uint8Array {
  const said = store.results.predictions(id)
  if (said !== null) return said
  const why =
    store.results.result(id) === null
      ? `Run ${id} has not come to its end. What it says of each image is known once it has: resume or retry it.`
      : `What run ${id} said of each image was not kept: it was imported, or trained by an earlier version of this ` +
        'program. Make a new experiment with its settings and train it to see the images behind its confusion matrix.'
  throw new WorkbenchError('not-found', why)
}
