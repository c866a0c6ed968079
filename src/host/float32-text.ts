/** Nine significant digits name every float32; with six, all that have fewer are already found. */
const FEWEST_DIGITS = 6
const MOST_DIGITS = 9

/**
 * The shortest decimal that reads back as the same float32 (below 1.2e-38 a few digits more than needed); `null`, as
 * in all JSON here, for what is not finite.
 */
export function float32Text(value: number): string {
  if (!Number.isFinite(value)) return 'null'
  if (Object.is(value, -0)) return '-0'
  for (let digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return String(rounded)
  }
  return String(Number(value.toPrecision(MOST_DIGITS)))
}

/** The values, separated by commas, as the inside of a JSON array. */
export function float32ListText(values: Float32Array): string {
  let text = ''
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + float32Text(values[i]!)
  return text
}
