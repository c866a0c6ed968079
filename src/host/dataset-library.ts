import { WorkbenchError } from '../contract/errors.ts'
import {
  describeDataset,
  findDataset,
  importDataset,
  listDatasets,
  openDataset,
  removeDataset,
  type OpenedDataset,
  type Progress,
} from '../datasets/catalog.ts'
import { DatasetError } from '../datasets/dataset-error.ts'
import type { IdxFiles, IdxSource } from '../datasets/idx-files.ts'
import type { DatasetInfo } from '../domain/dataset.ts'

/** The data sets under a home folder. Every function throws WorkbenchError with the catalog's code and message. */

/** Makes a data set ready for training; the embedded one is generated on first use, which `onProgress` follows. */
export function openFromLibrary(home: string, name: string, onProgress?: Progress): Promise<OpenedDataset> {
  return asWorkbenchErrors(() => openDataset(name, { home, ...(onProgress && { onProgress }) }))
}

/** The same for whoever looks at single images: it is not checked as a whole. */
export function findInLibrary(home: string, name: string, onProgress?: Progress): Promise<OpenedDataset> {
  return asWorkbenchErrors(() => findDataset(name, { home, ...(onProgress && { onProgress }) }))
}

/** What a data set is; nothing is made ready or checked. */
export function describeInLibrary(home: string, name: string): Promise<DatasetInfo> {
  return asWorkbenchErrors(() => describeDataset(home, name))
}

/** Imports four IDX files, raw or gzip, under a name. */
export function importIntoLibrary(
  home: string,
  name: string,
  files: IdxFiles<IdxSource>,
): Promise<OpenedDataset> {
  return asWorkbenchErrors(() => importDataset(home, name, files))
}

export function listLibrary(home: string): Promise<DatasetInfo[]> {
  return asWorkbenchErrors(() => listDatasets(home))
}

export function removeFromLibrary(home: string, name: string): Promise<void> {
  return asWorkbenchErrors(() => removeDataset(home, name))
}

/** What the catalog's errors say, as the errors of the contract. */
export async function asWorkbenchErrors<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof DatasetError) throw new WorkbenchError(error.code, error.message)
    throw error
  }
}
