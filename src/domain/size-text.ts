const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

/** “12 bytes”, “3.4 MiB”, “120 GiB”. */
export function sizeText(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]!}`
}
