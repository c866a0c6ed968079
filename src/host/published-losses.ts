import type { Preset, PublishedRow } from '../domain/preset.ts'
import { findPreset } from '../domain/presets.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'

/** Training losses that a preset quotes, each beside those of the runs here. */
export type PublishedLosses = {
  /** `here`: mean over the seeds of each epoch's mean training loss. */
  rows: { published: PublishedRow; here: number[] }[]
  /** What each row is, and how far it can be compared with what was trained here. */
  notes: string[]
  explanation: string
}

/** What a record's preset quotes of the arms and batch sizes that were trained; null where there is nothing. */
export function publishedLosses(record: ExperimentRecord): PublishedLosses | null {
  const preset = record.preset === null ? undefined : findPreset(record.preset)
  const rows = (preset?.published?.rows ?? [])
    .map((published) => ({ published, here: lossesHere(record, published) }))
    .filter(({ here }) => here.length > 0)
  if (preset === undefined || rows.length === 0) return null
  return { rows, notes: notesOf(preset, record, rows), explanation: preset.explanation }
}

function notesOf(preset: Preset, { dataset }: ExperimentRecord, rows: PublishedLosses['rows']): string[] {
  const elsewhere = preset.published!.dataset
  const otherData =
    elsewhere === dataset.name
      ? []
      : [`Published for ${elsewhere}; trained here on ${dataset.name}: compare the shape, not the level.`]
  const ofRows = rows.map(({ published: { arm, batchSize, source, comparability, note } }) => {
    return `${arm}, batch ${batchSize} (${source}), ${comparability}: ${note}`
  })
  return [...otherData, ...ofRows]
}

function lossesHere({ runs }: ExperimentRecord, { arm, batchSize }: PublishedRow): number[] {
  const alike = runs.filter(
    (run) => run.role === 'compared' && run.arm === arm && run.batchSize === batchSize,
  )
  const epochs = alike.length === 0 ? 0 : Math.min(...alike.map(({ epochLosses }) => epochLosses.length))
  return Array.from({ length: epochs }, (_, epoch) => {
    return alike.reduce((sum, { epochLosses }) => sum + epochLosses[epoch]!, 0) / alike.length
  })
}
