// exp, log and erf without tables: AssemblyScript's own keep tables, which would be static data. In float64, so that
// the error of exp and log vanishes when the result is rounded to float32; that of erf is its formula's, as said there.

/** eˣ to about 1e-12: x = n·ln 2 + r, Taylor's series of eʳ for |r| ≤ ln 2 / 2. NaN stays NaN. */
export function exp64(x: f64): f64 {
  if (x < -708) return 0
  if (x > 709) return Infinity
  const n = nearest<f64>(x * 1.4426950408889634)
  const r = x - n * 0.6931471805599453
  let series: f64 = 1.0 / 3628800.0
  series = series * r + 1.0 / 362880.0
  series = series * r + 1.0 / 40320.0
  series = series * r + 1.0 / 5040.0
  series = series * r + 1.0 / 720.0
  series = series * r + 1.0 / 120.0
  series = series * r + 1.0 / 24.0
  series = series * r + 1.0 / 6.0
  series = series * r + 0.5
  series = series * r + 1.0
  series = series * r + 1.0
  if (n != n) return n
  return series * reinterpret<f64>((<i64>n + 1023) << 52)
}

/** ln x for x ≥ 1: the series of artanh on the mantissa. */
export function log64(x: f64): f64 {
  if (!(x < Infinity)) return x
  const bits = reinterpret<u64>(x)
  let exponent = <f64>(<i64>(bits >> 52) - 1023)
  let mantissa = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000)
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5
    exponent += 1
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let series: f64 = 0
  for (let k = 19; k > 0; k -= 2) series = series * square + 1.0 / <f64>k
  return exponent * 0.6931471805599453 + 2 * s * series
}

/** erf x with an error below 1.5e-7 (Abramowitz & Stegun 1964, 7.1.26), the formula TensorFlow.js uses. */
export function erf64(x: f64): f64 {
  const t = 1 / (1 + 0.3275911 * abs(x))
  const polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const value = 1 - polynomial * exp64(-x * x)
  return x < 0 ? -value : value
}
