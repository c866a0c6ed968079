/**
 * Every tunable of the generator. Lengths are in percent of the glyph box unless "px" is said (100 % = 20 px);
 * "deviation" is a standard deviation.
 */
export const PARAMETERS = {
  seed: 20261124,
  /** Writers are numbered through: 0 to 399 write the training images, 400 to 599 the test images. */
  train: { count: 20_000, firstWriter: 0, writers: 400 },
  test: { count: 10_000, firstWriter: 400, writers: 200 },

  /** What the images of one writer share. */
  writer: {
    slant: { mean: 0.16, deviation: 0.27 }, // shear, share of the height
    rotation: 0.1, // deviation; tangent of the angle
    aspect: { mean: 1.08, deviation: 0.2 }, // widens the style's own proportions
    size: { low: 0.94, high: 1.03 }, // share of the glyph box that is filled
    penWidth: { low: 1.6, high: 3.8 }, // px
    care: { low: 0.7, high: 1.5 }, // multiplies the unsteadiness of each image
    nib: 0.15, // relative width change with the direction of the stroke, at most
    traits: 0.85, // deviation
    habit: 5, // deviation of this writer's own bends in a style
    loyalty: 0.85, // chance that an image has the writer's favourite style
  },

  /** How one image departs from its writer's habits. */
  image: {
    slant: 0.08,
    rotation: 0.06,
    aspect: 0.1,
    size: 0.03,
    penWidth: 0.08, // relative
    traits: 0.4,
    wobble: 3.8, // deviation of the smooth displacement along a stroke
    strokeShift: 1.8, // deviation, strokes against each other
    elastic: 7.3, // deviation of the displacement at the nodes of the elastic field
    hasty: { chance: 0.11, factor: 1.8, most: 2.1 }, // a few careless images; the unsteadiest can still be read
  },

  /** Pen and paper. */
  pen: {
    thinnest: 1.3, // px
    pressure: 0.15, // relative deviation of the width along a stroke
    taper: 0.3, // width lost at the ends, at most
    edge: { low: 0.95, high: 1.35 }, // px over which ink fades to paper
    ink: { low: 1.03, high: 1.2 }, // darkness of a full stroke; above 1 is cut
    paler: 0.05, // deviation of the darkness along a stroke
  },
} as const
