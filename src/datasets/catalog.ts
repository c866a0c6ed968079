import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetInfo } from '../domain/dataset.ts'
import { contentDigest } from './content-digest.ts'
import type { Dataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { digitsInfo, generateDigits } from './digits/embedded.ts'
import { type IdxFiles, type IdxSource, readIdxDataset } from './idx-files.ts'
import { checkName, claimName, digestOf, listNames, releaseName, requireFree } from './names.ts'
import { isIntact, readInfo, writePrepared } from './prepared.ts'

/** A data set that is ready for a trainer: what it is, and the folder that `readDataset` reads. */
export type OpenedDataset = { info: DatasetInfo; folder: string }

/** How many of the images to be made are made. */
export type Progress = (done: number, total: number) => void

const rootOf = (home: string) => join(home, 'datasets')

/**
 * Makes a data set ready under `<home>/datasets` and verifies it by its digest. The embedded set, `digits`, is
 * generated on first use, and again when its folder is damaged.
 * @throws DatasetError 'not-found' for an unknown name, 'bad-input' for an imported set that is damaged
 */
export async function openDataset(
  name: string,
  options: { home: string; onProgress?: Progress },
): Promise<OpenedDataset> {
  const root = rootOf(options.home)
  if (name === digitsInfo.name) return await openDigits(root, options.onProgress)
  checkName(name)
  const digest = await digestOf(root, name)
  if (digest === undefined) throw unknownName(name, await listNames(root))
  const folder = join(root, digest)
  if (!isIntact(folder, digest)) {
    const advice = `remove the data set "${name}" and import it again`
    throw new DatasetError('bad-input', `${folder}: is damaged or missing; ${advice}`)
  }
  return { info: { ...readInfo(folder), name }, folder }
}

/**
 * Says what a data set is without reading or checking its images: at once, also of the embedded one before it is made.
 * @throws DatasetError as `openDataset` does
 */
export async function describeDataset(home: string, name: string): Promise<DatasetInfo> {
  if (name === digitsInfo.name) return digitsInfo
  checkName(name)
  const digest = await digestOf(rootOf(home), name)
  if (digest === undefined) throw unknownName(name, await listNames(rootOf(home)))
  return { ...readInfo(join(rootOf(home), digest)), name }
}

/**
 * Where a prepared data set lies, for whoever looks at single images: its digest is not checked. The embedded one is
 * made where it is not there yet.
 * @throws DatasetError as `openDataset` does
 */
export async function findDataset(
  name: string,
  options: { home: string; onProgress?: Progress },
): Promise<OpenedDataset> {
  const info = await describeDataset(options.home, name)
  const folder = join(rootOf(options.home), info.digest)
  return existsSync(folder) ? { info, folder } : await openDataset(name, options)
}

/**
 * Imports a data set from four IDX files, raw or gzip, each a path or the bytes.
 * @param options.classes labels are 0 to classes − 1; 10 when not given
 * @throws DatasetError 'bad-input' for a malformed name or file, 'conflict' for a name that is taken
 */
export async function importDataset(
  home: string,
  name: string,
  files: IdxFiles<IdxSource>,
  options: { classes?: number } = {},
): Promise<OpenedDataset> {
  checkName(name)
  if (name === digitsInfo.name)
    throw new DatasetError('conflict', `data set name "${name}" is the embedded set's`)
  const classes = options.classes ?? 10
  checkClasses(classes)
  const { train, test } = await readIdxDataset(files, classes)
  const digest = contentDigest(train, test, classes)
  const counts = { trainCount: train.count, testCount: test.count }
  const info = { name, digest, ...counts, height: train.height, width: train.width, classes }
  const root = rootOf(home)
  await requireFree(root, name, digest)
  // The name last: an import that ends in between leaves nothing that is named and not there.
  const folder = await writePrepared(root, { info, train, test })
  try {
    await claimName(root, name, digest)
  } catch (error) {
    if (!(await isNamed(root, digest))) await rm(folder, { recursive: true, force: true })
    throw error
  }
  return { info, folder }
}

/** The embedded set, then the imported ones by name. A damaged set is left out: opening it says what is wrong. */
export async function listDatasets(home: string): Promise<DatasetInfo[]> {
  const root = rootOf(home)
  const infos = [digitsInfo]
  for (const name of await listNames(root)) {
    const info = await infoOf(root, name)
    if (info) infos.push({ ...info, name })
  }
  return infos
}

/**
 * Removes an imported data set; its files go when no other name stands for the same content.
 * @throws DatasetError 'not-found' for an unknown name, 'bad-input' for the embedded set
 */
export async function removeDataset(home: string, name: string): Promise<void> {
  const root = rootOf(home)
  if (name === digitsInfo.name)
    throw new DatasetError('bad-input', `"${name}" is embedded and cannot be removed`)
  checkName(name)
  const names = await listNames(root)
  if (!names.includes(name)) throw unknownName(name, names)
  const digest = await digestOf(root, name).catch(() => undefined)
  await releaseName(root, name)
  if (digest === undefined || digest === digitsInfo.digest) return
  if (!(await isNamed(root, digest))) await rm(join(root, digest), { recursive: true, force: true })
}

async function isNamed(root: string, digest: string): Promise<boolean> {
  const named = (await listNames(root)).map((name) => digestOf(root, name).catch(() => undefined))
  return digest === digitsInfo.digest || (await Promise.all(named)).includes(digest)
}

async function openDigits(root: string, onProgress?: Progress): Promise<OpenedDataset> {
  const folder = join(root, digitsInfo.digest)
  if (!isIntact(folder, digitsInfo.digest)) await makeDigits(root, onProgress)
  return { info: digitsInfo, folder }
}

type Making = { made: Promise<unknown>; listeners: Set<Progress> }
const inMaking = new Map<string, Making>()

/** Makes the embedded digits, or waits for them with whoever has them made already. */
async function makeDigits(root: string, onProgress?: Progress): Promise<void> {
  const making = inMaking.get(root) ?? beginDigits(root)
  if (onProgress) making.listeners.add(onProgress)
  await making.made
}

function beginDigits(root: string): Making {
  const listeners = new Set<Progress>()
  const tell: Progress = (done, total) => {
    for (const listener of listeners) listener(done, total)
  }
  const made = generateVerified(tell)
    .then((dataset) => writePrepared(root, dataset))
    .finally(() => inMaking.delete(root))
  inMaking.set(root, { made, listeners })
  return { made, listeners }
}

/** An engine that drew other bytes must not pass them off as the known set. */
async function generateVerified(onProgress: Progress): Promise<Dataset> {
  const dataset = await generateDigits(onProgress)
  const digest = contentDigest(dataset.train, dataset.test, dataset.info.classes)
  if (digest === digitsInfo.digest) return dataset
  throw new DatasetError(
    'internal',
    `the embedded digits came out as ${digest}; expected ${digitsInfo.digest}`,
  )
}

async function infoOf(root: string, name: string): Promise<DatasetInfo | undefined> {
  const digest = await digestOf(root, name).catch(() => undefined)
  if (digest === undefined) return undefined
  try {
    return readInfo(join(root, digest))
  } catch {
    return undefined
  }
}

function checkClasses(classes: number): void {
  if (Number.isInteger(classes) && classes >= 2 && classes <= 256) return
  throw new DatasetError('bad-input', `classes is ${classes}; allowed: 2 to 256`)
}

function unknownName(name: string, imported: readonly string[]): DatasetError {
  const known = [digitsInfo.name, ...imported].join(', ')
  return new DatasetError('not-found', `there is no data set "${name}"; known: ${known}`)
}
