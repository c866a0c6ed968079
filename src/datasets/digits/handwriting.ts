import { Random } from '../../domain/random.ts'
import { pathOf } from './curve.ts'
import { elasticField, fitTo, lean, type Posture, wobble } from './distort.ts'
import { PARAMETERS } from './parameters.ts'
import { STREAM } from './stream.ts'
import type { Point } from './stroke.ts'
import type { Style } from './style.ts'
import { chooseStyle, varyTraits, type Writer } from './writer.ts'

/** The longer side of a digit, px: the box into which MNIST fits its digits. */
const GLYPH_BOX = 20

/** One digit as it is written: the paths of the pen in pixels around the origin, and the pen. */
export type Glyph = { paths: Point[][]; penWidth: number; nib: number }

/** Writes a digit in the writer's hand, varied by the image's own stream. */
export function writeDigit(seed: number, digit: number, writer: Writer, random: Random): Glyph {
  const { hasty, elastic, penWidth: penVariation, size: sizeVariation } = PARAMETERS.image
  const unsteadiness = writer.care * (random.uniform() < hasty.chance ? hasty.factor : 1)
  const { style, index } = chooseStyle(writer, digit, random)
  const penWidth = penFor(style, writer.penWidth * random.bellShaped(1, penVariation))
  const posture = postureFor(style, writer, random)
  const bend = elasticField(random, elastic * unsteadiness)
  const habit = new Random(seed, STREAM.habit, writer.id, digit, index)

  const paths = style.strokes(varyTraits(writer.hands[digit]!.traits, random)).map(pathOf)
  for (const path of paths) {
    wobble(path, habit, random, unsteadiness)
    lean(path, posture)
    path.forEach(bend)
  }
  const fill = Math.max(0.75, Math.min(1.05, random.bellShaped(writer.size, sizeVariation)))
  fitTo(paths, GLYPH_BOX * fill - penWidth)
  return { paths, penWidth, nib: writer.nib }
}

function penFor({ broadestPen = Infinity }: Style, width: number): number {
  return Math.max(PARAMETERS.pen.thinnest, Math.min(broadestPen, width))
}

function postureFor(style: Style, writer: Writer, random: Random): Posture {
  const { slant, rotation, aspect } = PARAMETERS.image
  const share = style.upright ? 0.4 : 1
  return {
    slant: share * Math.max(-0.4, Math.min(0.6, random.bellShaped(writer.slant, slant))),
    rotation: share * random.bellShaped(writer.rotation, rotation),
    aspect: Math.max(0.6, random.bellShaped(writer.aspect, aspect)),
  }
}
