import type { PublishedRow, Preset } from '../domain/preset.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'
import { tableLines, type Column } from './table.ts'

/** A preset's published training losses by epoch, each beside the mean of the runs here; empty without any. */
export function publishedTable(preset: Preset, record: ExperimentRecord, width: number): string[] {
  const rows = preset.published?.rows ?? []
  const shown = rows.filter((row) => lossesOf(record, row).length > 0)
  if (shown.length === 0) return []
  const epochs = Math.max(...shown.map((row) => row.meanTrainingLoss.length))
  const columns: Column[] = [
    { title: 'Batch', align: 'right' },
    { title: 'Arm', align: 'left' },
    { title: 'Epoch', align: 'left' },
    ...Array.from({ length: epochs }, (_, epoch): Column => ({ title: String(epoch + 1), align: 'right' })),
  ]
  const texts = shown.flatMap((row) => [
    [String(row.batchSize), row.arm, 'published', ...row.meanTrainingLoss.map((loss) => loss.toFixed(4))],
    [
      '',
      '',
      'here',
      ...lossesOf(record, row)
        .slice(0, epochs)
        .map((loss) => loss.toFixed(4)),
    ],
  ])
  return tableLines(columns, texts, width)
}

/** What each published row is, and how far it can be compared with what was trained here. */
export function publishedNotes(preset: Preset, record: ExperimentRecord): string[] {
  const published = preset.published
  if (published === undefined) return []
  const otherData =
    published.dataset === record.dataset.name
      ? []
      : [
          `Published for ${published.dataset}; trained here on ${record.dataset.name}: compare the shape, not the level.`,
        ]
  const rows = published.rows
    .filter((row) => lossesOf(record, row).length > 0)
    .map((row) => `${row.arm}, batch ${row.batchSize} (${row.source}), ${row.comparability}: ${row.note}`)
  return [...otherData, ...rows]
}

/** Mean over the seeds of each epoch's mean training loss. */
function lossesOf({ runs }: ExperimentRecord, { arm, batchSize }: PublishedRow): number[] {
  const alike = runs.filter(
    (run) => run.role === 'compared' && run.arm === arm && run.batchSize === batchSize,
  )
  const epochs = alike.length === 0 ? 0 : Math.min(...alike.map(({ epochLosses }) => epochLosses.length))
  return Array.from({ length: epochs }, (_, epoch) => {
    return alike.reduce((sum, { epochLosses }) => sum + epochLosses[epoch]!, 0) / alike.length
  })
}
