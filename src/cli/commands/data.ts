import { resolve } from 'node:path'
import { EXIT } from '../exit-code.ts'
import { printJson } from '../json-output.ts'
import type { Session } from '../session.ts'
import { tableLines, type Column } from '../table.ts'
import { terminal } from '../terminal.ts'

type Json = { json?: boolean }

export type ImportOptions = Json & {
  trainImages: string
  trainLabels: string
  testImages: string
  testLabels: string
}

const columns: Column[] = [
  { title: 'Name', align: 'left' },
  { title: 'Train', align: 'right' },
  { title: 'Test', align: 'right' },
  { title: 'Size', align: 'right' },
  { title: 'Classes', align: 'right' },
  { title: 'Digest', align: 'left', isOptional: true },
]

/** Lists the data sets that can be trained on. @returns the exit code */
export async function listDataCommand({ api }: Session, { json }: Json): Promise<number> {
  const infos = await api.call('datasets.list', {})
  const rows = infos.map(({ name, trainCount, testCount, height, width, classes, digest }) => [
    name,
    String(trainCount),
    String(testCount),
    `${height}×${width}`,
    String(classes),
    digest.slice(0, 12),
  ])
  if (json === true) printJson(infos)
  else terminal.out(tableLines(columns, rows, terminal.tableWidth).join('\n'))
  return EXIT.ok
}

/** Imports four IDX files under a name. @returns the exit code */
export async function importDataCommand(
  { api }: Session,
  name: string,
  { json, ...files }: ImportOptions,
): Promise<number> {
  const info = await api.call('datasets.import', {
    name,
    // The process that holds the database may be in another folder.
    trainImages: resolve(files.trainImages),
    trainLabels: resolve(files.trainLabels),
    testImages: resolve(files.testImages),
    testLabels: resolve(files.testLabels),
  })
  if (json === true) printJson(info)
  else
    terminal.out(
      `Imported "${info.name}": ${info.trainCount} images to train on, ${info.testCount} to test on, ` +
        `${info.height}×${info.width}. Train on it with --data ${info.name}.`,
    )
  return EXIT.ok
}

/** Removes an imported data set. @returns the exit code */
export async function removeDataCommand({ api }: Session, name: string, { json }: Json): Promise<number> {
  const answer = await api.call('datasets.remove', { name })
  if (json === true) printJson(answer)
  else terminal.out(`Removed "${name}".`)
  return EXIT.ok
}
