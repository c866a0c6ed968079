/** A number with a fixed count of decimals and a true minus sign; what rounds to zero has none. */
export function fixedText(value: number, digits = 2): string {
  const text = value.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}

const subscripts = '₀₁₂₃₄₅₆₇₈₉'

/** “x₁₂”: examples are counted from 1. */
export function indexedText(symbol: string, index: number): string {
  return symbol + Array.from(String(index + 1), (digit) => subscripts[Number(digit)]!).join('')
}
