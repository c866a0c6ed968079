import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { importDataset, type OpenedDataset, type Progress } from './catalog.ts'
import { bytesThere, downloadFile } from './download-file.ts'
import type { DownloadSource } from './download-sources.ts'
import type { IdxFiles } from './idx-files.ts'

/** The small ones first: what is wrong shows soon. */
const ORDER = ['testLabels', 'trainLabels', 'testImages', 'trainImages'] as const

const folderOf = (home: string, name: string) => join(home, 'datasets', 'downloads', name)

/** Bytes of all four files, as published. */
export function publishedBytes({ files }: DownloadSource): number {
  return ORDER.reduce((sum, which) => sum + files[which].bytes, 0)
}

/** How many bytes have come of a data set whose download is not finished. */
export async function downloadedBytes({ name, files }: DownloadSource, home: string): Promise<number> {
  const sizes = ORDER.map((which) => bytesThere(join(folderOf(home, name), files[which].file)))
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/**
 * Fetches a data set's four files, checks each against its published SHA-256, and imports the set under its name. What
 * has come is kept until then, also when it is aborted.
 * @throws DatasetError 'unavailable' with what each mirror did, or as `importDataset` does; the signal's reason
 */
export async function downloadDataset(
  source: DownloadSource,
  {
    home,
    signal,
    stallSeconds,
    onProgress,
  }: { home: string; signal: AbortSignal; stallSeconds: number; onProgress: Progress },
): Promise<OpenedDataset> {
  const folder = folderOf(home, source.name)
  await mkdir(folder, { recursive: true })
  const total = publishedBytes(source)
  const paths: Partial<IdxFiles> = {}
  let before = 0
  for (const which of ORDER) {
    const { file, bytes, sha256 } = source.files[which]
    const path = join(folder, file)
    const urls = source.mirrors.map((mirror) => mirror + file)
    const onBytes = (there: number): void => onProgress(before + there, total)
    await downloadFile({ urls, path, bytes, sha256 }, { signal, stallSeconds, onBytes })
    before += bytes
    onProgress(before, total)
    paths[which] = path
  }
  const imported = await importDataset(home, source.name, paths as IdxFiles)
  await rm(folder, { recursive: true, force: true })
  return imported
}
