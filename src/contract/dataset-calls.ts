import * as z from 'zod/mini'
import { DOWNLOADABLE, type DatasetInfo } from '../domain/dataset.ts'
import { Count, FileSource, GivenName, Name, Nothing } from './call-parts.ts'
import type { DatasetPreview, DownloadState } from './host-answers.ts'

const DownloadName = z.enum(DOWNLOADABLE)
const Split = z.enum(['train', 'test'])

/** The calls about data sets with the schemas of their arguments, as `hostCalls` has them. */
export const datasetCalls = {
  'datasets.list': Nothing,
  /** Four IDX files, plain or gzipped: each a path that the host can read, or the bytes themselves. */
  'datasets.import': z.strictObject({
    name: Name,
    trainImages: FileSource,
    trainLabels: FileSource,
    testImages: FileSource,
    testLabels: FileSource,
  }),
  /** Counts by class, and some images of a split: of one class, or of all in turn. */
  'datasets.preview': z.strictObject({
    name: GivenName,
    split: z._default(Split, 'train'),
    classIndex: z.optional(Count),
    offset: z._default(Count, 0),
    limit: z._default(z.int().check(z.positive(), z.maximum(500)), 60),
  }),
  /** What can be fetched, what is there already, and what is being fetched now. */
  'datasets.downloads': Nothing,
  /** Begins to fetch, or goes on where it was cut; it answers at once. */
  'datasets.download': z.strictObject({ name: DownloadName }),
  /** Ends the fetching; what has come is kept for the next time. */
  'datasets.cancelDownload': z.strictObject({ name: DownloadName }),
  'datasets.remove': z.strictObject({ name: GivenName }),
} as const

export type DatasetAnswers = {
  'datasets.list': DatasetInfo[]
  'datasets.import': DatasetInfo
  'datasets.preview': DatasetPreview
  'datasets.downloads': DownloadState[]
  'datasets.download': DownloadState
  'datasets.cancelDownload': DownloadState
  'datasets.remove': { name: string }
}

export type Split = z.output<typeof Split>
