import { pathText } from '../../../domain/spec-problem.ts'

/** The line, counted from 1, on which each value of a JSON text begins, by its path as the domain writes it. */
export function linesOfPaths(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g)].map(([token]) => token)
  let at = 0
  let line = 1

  function next(): string {
    while (tokens[at] === '\n') {
      line++
      at++
    }
    return tokens[at] ?? ''
  }

  function value(path: (string | number)[]): void {
    const opening = next()
    lines.set(pathText(path), line)
    at++
    if (opening === '{') members('}', () => path.concat(key()))
    if (opening === '[') members(']', (place) => path.concat(place))
  }

  function key(): string {
    const name = JSON.parse(next()) as string
    at++
    next()
    at++
    return name
  }

  function members(closing: string, pathOf: (place: number) => (string | number)[]): void {
    for (let place = 0; next() !== closing && next() !== ''; place++) {
      value(pathOf(place))
      if (next() === ',') at++
    }
    at++
  }

  value([])
  return lines
}
