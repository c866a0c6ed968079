/** Reads CSV as RFC 4180 has it: a row by the names of its head. */
export function parseCsv(text: string): Record<string, string>[] {
  const [head, ...rows] = recordsOf(text)
  return rows.map((cells) => Object.fromEntries(head!.map((name, index) => [name, cells[index]!])))
}

function recordsOf(text: string): string[][] {
  const records: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
    if (end === '\r\n') records.push([])
  }
  return records.slice(0, -1)
}
