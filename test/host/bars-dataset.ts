import type { Dataset, ImageSet } from '../../src/datasets/dataset.ts'
import { Random } from '../../src/domain/random.ts'

const SIDE = 10
const CLASSES = 10

/** Small images of which class i has its row i bright, under noise: a network learns them in a few epochs. */
export function barsDataset(): Dataset {
  const [train, test] = [bars(1, 400), bars(2, 100)]
  const counts = { trainCount: train.count, testCount: test.count }
  return {
    info: { name: 'bars', digest: 'bars-1', ...counts, height: SIDE, width: SIDE, classes: CLASSES },
    train,
    test,
  }
}

function bars(stream: number, count: number): ImageSet {
  const random = new Random(7, stream)
  const labels = Uint8Array.from({ length: count }, (_, image) => image % CLASSES)
  const images = Uint8Array.from({ length: count * SIDE * SIDE }, (_, at) => {
    const row = Math.floor(at / SIDE) % SIDE
    const isBar = row === labels[Math.floor(at / (SIDE * SIDE))]
    return (isBar ? 130 : 0) + random.below(120)
  })
  return { images, labels, count, height: SIDE, width: SIDE }
}
