import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { WorkbenchError } from '../contract/errors.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { npyFile } from './npy.ts'
import { replayFiles, type ReplayedRun, type ReplayFile } from './pytorch-replay.ts'

export type PytorchExport = ReplayedRun & {
  /** An empty folder, or one that does not exist yet. */
  directory: string
}

/**
 * Writes a folder that replays the run in PyTorch with nothing but torch and numpy: the script, the run's initial
 * weights and data order (bit for bit those that the trainer begins with), the images, and the recorded losses.
 * @returns the paths of the files written, relative to `directory`
 * @throws WorkbenchError `conflict` when the folder is not empty or the data set is not the run's,
 *   `bad-input` when the start weights are missing or of another shape, and when the folder can't be made
 */
export async function exportPytorch(options: PytorchExport): Promise<string[]> {
  const files = [...replayFiles(options), await script(), await readme(options.run)]
  await makeEmptyFolder(options.directory)
  for (const file of files) await writeOne(options.directory, file)
  return files.map(({ name }) => name)
}

async function makeEmptyFolder(directory: string): Promise<void> {
  if (!path.isAbsolute(directory))
    throw new WorkbenchError('bad-input', `The folder is ${directory}: name it by its whole path.`)
  await mkdir(directory, { recursive: true }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOTDIR' || code === 'EEXIST' ? 'a part of the path is a file' : code
    throw new WorkbenchError('bad-input', `The folder ${directory} can’t be made: ${why}.`)
  })
  const found = await readdir(directory)
  if (found.length > 0) {
    throw new WorkbenchError('conflict', `The folder ${directory} is not empty. Name a new one to export to.`)
  }
}

async function writeOne(directory: string, file: ReplayFile): Promise<void> {
  const target = path.join(directory, file.name)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, 'text' in file ? file.text : npyFile(file.values, file.shape))
}

/** Named from the root, where this file stands two folders deep: as a source, and in the desktop's bundle. */
const templates = new URL('../../src/host/pytorch/', import.meta.url)
const template = (name: string) => readFile(new URL(name, templates), 'utf8')

async function script(): Promise<ReplayFile> {
  return { name: 'replay.py', text: await template('replay.py') }
}

async function readme(run: PlannedRun): Promise<ReplayFile> {
  const words =
    `Arm "${run.arm}", batch size ${run.batchSize}, learning rate ${run.scaledLearningRate}, seed ${run.seed}, ` +
    `data set "${run.recipe.dataset.name}".\nRun ${run.key}`
  return { name: 'README.txt', text: (await template('README.txt')).replace('{{run}}', () => words) }
}
