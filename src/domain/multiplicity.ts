/**
 * Several questions asked at once: what keeps the chance of a single false answer among them at the level of one.
 */

/**
 * Holm's adjusted p values, in the order given: the k-th smallest of m is multiplied by m − k + 1, and none may be
 * below a smaller one's (Holm 1979, Scand. J. Statist. 6:65). A test that could not be done, null, stays null but
 * counts in m: the family is what was asked, not what could be answered.
 * @throws RangeError when a p value is not between 0 and 1
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const wrong = pValues.find((p) => p !== null && !(p >= 0 && p <= 1))
  if (wrong !== undefined) throw new RangeError(`A p value lies between 0 and 1, not at ${String(wrong)}.`)
  const adjusted: (number | null)[] = pValues.map(() => null)
  let largest = 0
  pValues
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((one, other) => one.p - other.p)
    .forEach(({ p, index }, rank) => {
      largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p))
      adjusted[index] = largest
    })
  return adjusted
}

/**
 * The confidence each of m intervals needs so that all hold at once with at least the given one (Bonferroni).
 * @throws RangeError when the family is not a whole number from 1
 */
export function bonferroniConfidence(confidence: number, familySize: number): number {
  if (!Number.isInteger(familySize) || familySize < 1) {
    throw new RangeError(`A family has a whole number of members, at least 1, not ${familySize}.`)
  }
  return 1 - (1 - confidence) / familySize
}
