/** From values to places in a picture and back. */
export type LinearScale = { at: (value: number) => number; valueAt: (place: number) => number }

/** Values outside the range are placed at its ends. */
export function linearScale(low: number, high: number, from: number, to: number): LinearScale {
  const clamp = (value: number): number => Math.min(high, Math.max(low, value))
  return {
    at: (value) => from + ((clamp(value) - low) / (high - low)) * (to - from),
    valueAt: (place) => clamp(low + ((place - from) / (to - from)) * (high - low)),
  }
}
