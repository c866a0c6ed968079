/**
 * How a run ended. *Diverged*: the loss was not finite or exceeded 10³ times the initial loss, as below. *Did not learn*:
 * finished, but its test accuracy is not above chance by more than its error. Both are results and are kept.
 * *Unfinished*: it waits, trains, or was interrupted.
 */
export type RunOutcome = 'done' | 'did not learn' | 'diverged' | 'stopped' | 'failed' | 'unfinished'

const DIVERGENCE_FACTOR = 1000

/**
 * Whether a step's loss says that the run diverged (Bjorck et al. 2018): not finite, or over 10³ times the first. A run
 * that goes on from trained weights may begin with a loss near zero, so the first counts as no less than ln(classes),
 * the loss of one who knows nothing.
 */
export function hasDiverged(loss: number, initialLoss: number, classes: number): boolean {
  return !Number.isFinite(loss) || loss > DIVERGENCE_FACTOR * Math.max(initialLoss, Math.log(classes))
}

/** Student's t with many degrees of freedom: the two-sided 95 % point of the normal distribution. */
const NORMAL_95 = 1.959964

/**
 * Whether a test accuracy is not above chance by more than chance's own 95 % error on so many images.
 * @param chance accuracy of the best constant answer: the share of the most frequent class among the test images
 */
export function didNotLearn(accuracy: number, chance: number, testExamples: number): boolean {
  return !(accuracy > chance + NORMAL_95 * accuracyStandardError(chance, testExamples))
}

/** Standard error of an accuracy measured on n images, √(a(1 − a)/n): what another test set would change. */
export function accuracyStandardError(accuracy: number, testExamples: number): number {
  return Math.sqrt((accuracy * (1 - accuracy)) / testExamples)
}
