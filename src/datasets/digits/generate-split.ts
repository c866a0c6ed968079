import { setImmediate } from 'node:timers/promises'
import { Random } from '../../domain/random.ts'
import type { ImageSet } from '../dataset.ts'
import { writeDigit } from './handwriting.ts'
import { PARAMETERS } from './parameters.ts'
import { renderGlyph, SIDE } from './render.ts'
import { STREAM } from './stream.ts'
import { createWriter } from './writer.ts'

export type Split = 'train' | 'test'

export type GenerateOptions = {
  /** How many images; the whole split when not given. */
  count?: number
  seed?: number
  /** Called now and then, and at the end. */
  onProgress?: (done: number, total: number) => void
}

const REPORT_EVERY = 500
/** Some 10 ms. */
const AT_ONCE = 100

/**
 * Draws one half of the embedded set: 28 × 28 grey digits, ink 255 on paper 0. Image i depends on (seed, split, i)
 * alone, so a smaller count is a prefix of a larger one. Every ten images hold each digit once. Whoever else has work on
 * this thread has its turn now and then.
 */
export async function generateSplit(split: Split, options: GenerateOptions = {}): Promise<ImageSet> {
  const { firstWriter, writers, count: full } = PARAMETERS[split]
  const { count = full, seed = PARAMETERS.seed, onProgress } = options
  const hands = Array.from({ length: writers }, (_, i) => createWriter(seed, firstWriter + i))
  const images = new Uint8Array(count * SIDE * SIDE)
  const labels = labelsOf(seed, split, count)
  for (let i = 0; i < count; i++) {
    const random = new Random(seed, STREAM.image, SPLIT_KEY[split], i)
    const writer = hands[random.below(hands.length)]!
    const glyph = writeDigit(seed, labels[i]!, writer, random)
    renderGlyph(glyph, random, images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE))
    const done = i + 1
    if (onProgress && (done % REPORT_EVERY === 0 || done === count)) onProgress(done, count)
    if (done % AT_ONCE === 0) await setImmediate()
  }
  return { images, labels, count, height: SIDE, width: SIDE }
}

const SPLIT_KEY = { train: 1, test: 2 } as const

function labelsOf(seed: number, split: Split, count: number): Uint8Array {
  const labels = new Uint8Array(count)
  for (let start = 0; start < count; start += 10) {
    const random = new Random(seed, STREAM.labels, SPLIT_KEY[split], start)
    const ten = random.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    labels.set(ten.slice(0, count - start), start)
  }
  return labels
}
