/**
 * A block stands for consecutive values of a series by three numbers: the least, the greatest, and the last. Least and
 * greatest are taken over what is a number, ±Infinity included, so that one NaN hides no spike; they are NaN where
 * nothing is a number. The last is NaN once one value is, so that what comes after a NaN does not hide it.
 */

/** How many values, or blocks of the level below, a block stands for. */
export const BLOCK = 64
const NUMBERS = 3

/** Blocks packed one after the other as min, max, last; grown value by value. */
export class Blocks {
  readonly min: Float32Array<ArrayBuffer>
  readonly max: Float32Array<ArrayBuffer>
  readonly last: Float32Array<ArrayBuffer>

  constructor(count: number) {
    this.min = new Float32Array(count).fill(NaN)
    this.max = new Float32Array(count).fill(NaN)
    this.last = new Float32Array(count)
  }

  /** Takes what comes next into the block at `index`: a value, as its own min, max and last, or a finer block. */
  add(index: number, min: number, max: number, last: number): void {
    const least = this.min[index]!
    const greatest = this.max[index]!
    if (min < least || Number.isNaN(least)) this.min[index] = min
    if (max > greatest || Number.isNaN(greatest)) this.max[index] = max
    if (!Number.isNaN(this.last[index]!)) this.last[index] = last
  }

  packed(): Float32Array {
    const packed = new Float32Array(this.min.length * NUMBERS)
    for (let index = 0; index < this.min.length; index++) {
      packed.set([this.min[index]!, this.max[index]!, this.last[index]!], index * NUMBERS)
    }
    return packed
  }
}

/** The packed blocks of values, 64 to a block. */
export function blocksOfValues(values: Float32Array): Float32Array {
  const blocks = new Blocks(Math.ceil(values.length / BLOCK))
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    blocks.add(Math.floor(index / BLOCK), value, value, value)
  }
  return blocks.packed()
}

/** The packed blocks of packed blocks, 64 to a block. */
export function blocksOfBlocks(packed: Float32Array): Float32Array {
  const blocks = new Blocks(Math.ceil(packed.length / NUMBERS / BLOCK))
  forEachBlock(packed, (index, min, max, last) => blocks.add(Math.floor(index / BLOCK), min, max, last))
  return blocks.packed()
}

export function forEachBlock(
  packed: Float32Array,
  visit: (index: number, min: number, max: number, last: number) => void,
): void {
  for (let index = 0; index < packed.length / NUMBERS; index++) {
    const at = index * NUMBERS
    visit(index, packed[at]!, packed[at + 1]!, packed[at + 2]!)
  }
}

/** The first `count` of packed blocks. */
export function firstBlocks(packed: Float32Array, count: number): Float32Array {
  return packed.subarray(0, count * NUMBERS)
}
