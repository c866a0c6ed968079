import * as z from 'zod/mini'
import { FileSource, Id, Path } from './call-parts.ts'
import type { ExperimentSummary } from './host-answers.ts'

/** Forms that an experiment can leave in: three tables, or one file that can be imported again. */
export const ExportForm = z.enum(['csv', 'parquet', 'json', 'bundle'])
const ExportQuestion = {
  id: Id,
  form: ExportForm,
  /** Whether a bundle holds the checkpoints, so that its runs can be continued from where it is imported. */
  checkpoints: z._default(z.boolean(), false),
}

/** The calls by which experiments leave, and come in again, as files; `hostCalls` has them. */
export const exportCalls = {
  /** Takes in a bundle: its path on the host's machine, or its bytes. The same one twice is no error. */
  'experiments.importBundle': z.strictObject({ bundle: FileSource }),
  /** Writes an experiment as files: `to` is a new file, or for tables a folder without them. */
  'exports.write': z.strictObject({
    ...ExportQuestion,
    to: Path,
  }),
  /** The same files as bytes, for a page to save. */
  'exports.read': z.strictObject(ExportQuestion),
} as const

export type ExportAnswers = {
  /** `checkpoints` is how many files of them came with it. */
  'experiments.importBundle': { experiment: ExperimentSummary; isNew: boolean; checkpoints: number }
  'exports.write': { files: { file: string; bytes: number }[] }
  'exports.read': { files: { name: string; bytes: Uint8Array }[] }
}

export type ExportForm = z.output<typeof ExportForm>
