const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })

/** “28 Nov 2026, 15:09”. */
export function shortTime(milliseconds: number): string {
  return `${day.format(milliseconds)}, ${time.format(milliseconds)}`
}

/** “Saturday, 28 November 2026 at 15:09:12”. */
export function longTime(milliseconds: number): string {
  return full.format(milliseconds)
}
