import { rateText } from '../../../domain/number-text.ts'

type Place = { batchSize: number; learningRate: number }

/** What has one batch size and learning rate, for one panel. */
type GridPanel<T> = { key: string; title: string; own: T[] }

/**
 * A panel for each place of an experiment's grid, least batch size first; titles name the learning rate where there are
 * several, by this word.
 */
export function gridPanels<T extends Place>(
  all: readonly T[],
  rateWord: 'learning rate' | 'rate',
): GridPanel<T>[] {
  const isSeveral = new Set(all.map(({ learningRate }) => learningRate)).size > 1
  const groups = Map.groupBy(all, ({ batchSize, learningRate }) => `${batchSize} ${learningRate}`)
  return [...groups]
    .map(([key, own]) => {
      const { batchSize, learningRate } = own[0]!
      const rate = isSeveral ? `, ${rateWord} ${rateText(learningRate)}` : ''
      return { key, title: `Batch size ${batchSize}${rate}`, own }
    })
    .sort((a, b) => a.own[0]!.batchSize - b.own[0]!.batchSize)
}
