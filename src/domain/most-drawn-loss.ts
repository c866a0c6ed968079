const MOST_GUESSES = 10

/**
 * The greatest loss, in nats, that an axis has room for: ten times that of an even guess among the classes, ln(classes).
 * A run that climbs without end leaves room for the rest.
 */
export function mostDrawnLoss(classes: number): number {
  return MOST_GUESSES * Math.log(classes)
}
