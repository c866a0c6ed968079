import type { Dataset, ImageSet } from '../../src/datasets/dataset.ts'
import { Random } from '../../src/domain/random.ts'

const SIDE = 28
const CLASSES = 10
/** One more than a multiple of 16, so that at batch 16 the last image joins the batch before it. */
const TRAIN_EXAMPLES = 2001
const TEST_EXAMPLES = 100

/**
 * Images that hold for ever what a stored replay was made from: dark, with a bright bar across a class's own rows,
 * shifted, and noise over it. Noise everywhere, so that hardly a pixel is equal in all images of a batch: there Adam
 * with batch normalization turns rounding errors into full steps (see replay.py), and no two float32 programs agree.
 * Drawn with the domain's integer streams, so equal on every machine.
 */
export function replayDataset(): Dataset {
  const info = {
    name: 'replay bars',
    digest: 'replay-bars-1',
    trainCount: TRAIN_EXAMPLES,
    testCount: TEST_EXAMPLES,
    height: SIDE,
    width: SIDE,
    classes: CLASSES,
  }
  return { info, train: bars(1, TRAIN_EXAMPLES), test: bars(2, TEST_EXAMPLES) }
}

function bars(stream: number, count: number): ImageSet {
  const random = new Random(2015, stream)
  const labels = Uint8Array.from({ length: count }, () => random.below(CLASSES))
  const images = new Uint8Array(count * SIDE * SIDE)
  labels.forEach((label, image) => {
    const top = 2 * label + random.below(6)
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const row = Math.floor(pixel / SIDE)
      const bright = row >= top && row < top + 3 && random.below(4) > 0
      images[image * SIDE * SIDE + pixel] = bright
        ? 128 + random.below(128)
        : random.below(3) === 0
          ? random.below(96)
          : 0
    }
  })
  return { images, labels, count, height: SIDE, width: SIDE }
}
