/** A name for a copy beside the database: `…/workbench-2026-11-28-150412.db`, by the local clock. */
export function backupFile(database: string, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  const stamp = `${date}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
  return database.replace(/(\.db)?$/, `-${stamp}.db`)
}
