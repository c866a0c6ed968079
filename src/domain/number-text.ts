const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

/** A number for a sentence: thousands grouped, at most two decimals: 18,750 or 13.33. */
export function numberText(value: number): string {
  return grouped.format(value)
}

/** A learning rate or another small quantity: four significant digits, without trailing zeros. */
export function rateText(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** A share in percent, without what its multiplication adds: 57 of 0.57, and not 56.99999999999999. */
export function inPercent(share: number): number {
  return Number((100 * share).toPrecision(12))
}

/** "1 epoch", "5 epochs". */
export function countText(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`
}
