import type { PublishedLosses } from '../host/published-losses.ts'
import { tableLines, type Column } from './table.ts'

/** Published training losses by epoch, each above the mean of the runs here. */
export function publishedTable(rows: PublishedLosses['rows'], width: number): string[] {
  const epochs = Math.max(...rows.map(({ published }) => published.meanTrainingLoss.length))
  const columns: Column[] = [
    { title: 'Batch', align: 'right' },
    { title: 'Arm', align: 'left' },
    { title: 'Epoch', align: 'left' },
    ...Array.from({ length: epochs }, (_, epoch): Column => ({ title: String(epoch + 1), align: 'right' })),
  ]
  const digits = (losses: readonly number[]) => losses.slice(0, epochs).map((loss) => loss.toFixed(4))
  const texts = rows.flatMap(({ published: { batchSize, arm, meanTrainingLoss }, here }) => [
    [String(batchSize), arm, 'published', ...digits(meanTrainingLoss)],
    ['', '', 'here', ...digits(here)],
  ])
  return tableLines(columns, texts, width)
}
