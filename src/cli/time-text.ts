const MINUTE = 60_000
const steps = [
  { unit: 'd', milliseconds: 1440 * MINUTE },
  { unit: 'h', milliseconds: 60 * MINUTE },
  { unit: 'min', milliseconds: MINUTE },
  { unit: 's', milliseconds: 1000 },
]

/** “3 d”, “2 h”, “45 min”, “12 s”: in the largest unit of which it is one at least. */
export function ageText(from: number, now: number): string {
  const age = Math.max(0, now - from)
  const { unit, milliseconds } = steps.find((step) => age >= step.milliseconds) ?? steps.at(-1)!
  return `${Math.floor(age / milliseconds)} ${unit}`
}

/** “2026-11-25 08:12” in this machine's time zone. @param at milliseconds since 1970 */
export function localTime(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
