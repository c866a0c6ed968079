import type { HostHandlers } from '../../contract/host.ts'
import type { OpenedDataset } from '../../datasets/catalog.ts'
import { importIntoLibrary, listLibrary, openFromLibrary, removeFromLibrary } from '../dataset-library.ts'
import type { HostContext } from './host-context.ts'

/** Makes a data set ready; the embedded one is generated on first use, which hints follow. */
export function openForTraining({ home, hints }: HostContext, name: string): Promise<OpenedDataset> {
  return openFromLibrary(home, name, (done, total) => hints.datasetProgress({ name, done, total }))
}

type Calls = 'datasets.list' | 'datasets.import' | 'datasets.remove'

/** The calls about data sets. */
export function datasetCalls({ home }: HostContext): Pick<HostHandlers, Calls> {
  return {
    'datasets.list': () => listLibrary(home),
    'datasets.import': async ({ name, ...files }) => (await importIntoLibrary(home, name, files)).info,
    'datasets.remove': async ({ name }) => {
      await removeFromLibrary(home, name)
      return { name }
    },
  }
}
