import { inPercent, numberText } from '../../../../domain/number-text.ts'
import type { PointGroup } from '../../charts/points-option.ts'

/** What a figure of training until a target says of the target and of how many runs reached it. */

/** “91 %”. */
export function targetText(target: number): string {
  return `${inPercent(target)} %`
}

/** What the points are, and how many runs are in them; only says of others where there are some. */
export function targetCaption(
  target: number,
  { reached, of, groups }: { reached: number; of: number; groups: readonly PointGroup[] },
): string {
  const isHollow = groups.some(({ points }) => points.some((point) => point.n < point.of))
  const others = [
    reached > 0 && reached < of ? '; the others are in no mean' : '',
    isHollow ? ' (hollow: not all of a point’s runs did)' : '',
  ].join('')
  return [
    `Mean until the test accuracy, taken after each epoch, first reaches ${targetText(target)}, with its 95 % interval and single seeds as small dots.`,
    `${numberText(reached)} of ${numberText(of)} runs reached it${others}.`,
    'Seconds only describe: runs shared the machine.',
  ].join(' ')
}
