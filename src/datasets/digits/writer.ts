import { Random } from '../../domain/random.ts'
import { PARAMETERS } from './parameters.ts'
import { STREAM } from './stream.ts'
import type { Style, Traits } from './style.ts'
import { eight } from './styles/eight.ts'
import { five } from './styles/five.ts'
import { four } from './styles/four.ts'
import { nine } from './styles/nine.ts'
import { one } from './styles/one.ts'
import { seven } from './styles/seven.ts'
import { six } from './styles/six.ts'
import { three } from './styles/three.ts'
import { two } from './styles/two.ts'
import { zero } from './styles/zero.ts'

/** The ways to write each digit. */
const stylesOf: readonly (readonly Style[])[] = [zero, one, two, three, four, five, six, seven, eight, nine]

/** The habits that the images of one writer share. */
export type Writer = {
  id: number
  slant: number
  rotation: number
  aspect: number
  size: number
  /** px */
  penWidth: number
  /** Multiplies the unsteadiness of each image. */
  care: number
  nib: number
  /** The preferred style and its shape, digit by digit. */
  hands: readonly { favourite: number; traits: Traits }[]
}

/** Draws the writer with this number. */
export function createWriter(seed: number, id: number): Writer {
  const { slant, rotation, aspect, size, penWidth, care, nib, traits } = PARAMETERS.writer
  const random = new Random(seed, STREAM.writer, id)
  const untidy = random.uniform()
  return {
    id,
    slant: random.bellShaped(slant.mean, slant.deviation),
    rotation: random.bellShaped(0, rotation),
    aspect: random.bellShaped(aspect.mean, aspect.deviation),
    size: random.uniform(size.low, size.high),
    penWidth: random.uniform(penWidth.low, penWidth.high),
    care: care.low + (care.high - care.low) * untidy * untidy, // most are neat
    nib: random.uniform(0, nib),
    hands: stylesOf.map((styles) => ({
      favourite: pick(styles, random),
      traits: drawTraits(random, traits),
    })),
  }
}

/** The style of one image, mostly the favourite, and its number among the digit's styles. */
export function chooseStyle(writer: Writer, digit: number, random: Random): { style: Style; index: number } {
  const styles = stylesOf[digit]!
  const isFavourite = random.uniform() < PARAMETERS.writer.loyalty
  const index = isFavourite ? writer.hands[digit]!.favourite : pick(styles, random)
  return { style: styles[index]!, index }
}

/** The traits of one image: the writer's own, somewhat varied, and never far outside −1 to 1. */
export function varyTraits(traits: Traits, random: Random): Traits {
  const varied = drawTraits(random, PARAMETERS.image.traits)
  const sum = (name: keyof Traits) => Math.max(-1.4, Math.min(1.4, traits[name] + varied[name]))
  return { wide: sum('wide'), waist: sum('waist'), loop: sum('loop'), reach: sum('reach') }
}

const drawTraits = (random: Random, deviation: number): Traits => ({
  wide: random.bellShaped(0, deviation),
  waist: random.bellShaped(0, deviation),
  loop: random.bellShaped(0, deviation),
  reach: random.bellShaped(0, deviation),
})

/** The index of a style, drawn in proportion to the weights. */
function pick(styles: readonly Style[], random: Random): number {
  const total = styles.reduce((sum, style) => sum + style.weight, 0)
  let left = random.uniform() * total
  const found = styles.findIndex((style) => (left -= style.weight) < 0)
  return found < 0 ? styles.length - 1 : found
}
