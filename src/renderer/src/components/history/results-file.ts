import type { ExperimentRecord } from '../../../../contract/experiment-record.ts'
import { resultsText } from '../../../../contract/results-text.ts'

/** As long as the page may be busy at a time while a long text is written. */
const BUSY_MS = 12
const LONGEST_NAME = 80

/** A record as a results file, as `bnw export` writes it; long ones leave the page time for other things. */
export async function resultsFile(record: ExperimentRecord): Promise<{ name: string; blob: Blob }> {
  const parts: BlobPart[] = []
  let since = performance.now()
  for (const part of resultsText(record)) {
    parts.push(part)
    if (performance.now() - since < BUSY_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    since = performance.now()
  }
  return { name: `${fileName(record.name)}.json`, blob: new Blob(parts, { type: 'application/json' }) }
}

/** A name that every file system takes: “With and without BN, 5 seeds” becomes “with-and-without-bn-5-seeds”. */
export function fileName(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const words = plain.replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-').replaceAll(/^-|-$/g, '')
  return words.slice(0, LONGEST_NAME) || 'experiment'
}
