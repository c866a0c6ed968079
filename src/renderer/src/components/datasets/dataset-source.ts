import type { DownloadState } from '../../../../contract/host-answers.ts'
import type { DatasetInfo } from '../../../../domain/dataset.ts'
import { numberText } from '../../../../domain/number-text.ts'

/** Where a data set is from, in words. */
export function sourceText({ name }: DatasetInfo, downloads: readonly DownloadState[]): string {
  if (name === 'digits')
    return 'Comes with the program: drawn here by a fixed recipe, the same on every machine. Nothing is downloaded.'
  const download = downloads.find((candidate) => candidate.name === name)
  return download ? `Downloaded. ${download.source}` : 'Imported from your own files.'
}

/** “50,000 to train on, 10,000 to test on · 28 × 28 pixels · 10 classes”. */
export function sizesText({ trainCount, testCount, height, width, classes }: DatasetInfo): string {
  const counts = `${numberText(trainCount)} to train on, ${numberText(testCount)} to test on`
  const size = `${height}\u00a0×\u00a0${width}\u00a0pixels`
  return `${counts} · ${size} · ${classes} classes`
}
