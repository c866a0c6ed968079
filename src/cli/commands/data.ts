import { importIntoLibrary, listLibrary, removeFromLibrary } from '../../host/dataset-library.ts'
import { homeFolder } from '../../host/home-folder.ts'
import { EXIT } from '../exit-code.ts'
import { tableLines } from '../table.ts'
import { terminal } from '../terminal.ts'

export type ImportOptions = {
  trainImages: string
  trainLabels: string
  testImages: string
  testLabels: string
}

/** Lists the data sets that can be trained on. @returns the exit code */
export async function listDataCommand(): Promise<number> {
  const infos = await listLibrary(homeFolder())
  const columns = [
    { title: 'Name', align: 'left' },
    { title: 'Train', align: 'right' },
    { title: 'Test', align: 'right' },
    { title: 'Size', align: 'right' },
    { title: 'Classes', align: 'right' },
    { title: 'Digest', align: 'left', isOptional: true },
  ] as const
  const rows = infos.map(({ name, trainCount, testCount, height, width, classes, digest }) => [
    name,
    String(trainCount),
    String(testCount),
    `${height}×${width}`,
    String(classes),
    digest.slice(0, 12),
  ])
  terminal.out(tableLines(columns, rows, terminal.width).join('\n'))
  return EXIT.ok
}

/** Imports four IDX files under a name. @returns the exit code */
export async function importDataCommand(name: string, files: ImportOptions): Promise<number> {
  const { info } = await importIntoLibrary(homeFolder(), name, files)
  terminal.out(
    `Imported "${info.name}": ${info.trainCount} images to train on, ${info.testCount} to test on, ` +
      `${info.height}×${info.width}. Train on it with --data ${info.name}.`,
  )
  return EXIT.ok
}

/** Removes an imported data set. @returns the exit code */
export async function removeDataCommand(name: string): Promise<number> {
  await removeFromLibrary(homeFolder(), name)
  terminal.out(`Removed "${name}".`)
  return EXIT.ok
}
