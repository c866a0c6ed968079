import type { ExperimentRecord, RunRecord } from '../contract/experiment-record.ts'
import { float32ListText } from './float32-text.ts'

const VALUES_PER_CHUNK = 8192

/**
 * A record as the JSON of a results file, in pieces, for the whole may be longer than a string can be. Every float32
 * of the series reads back to the same bits, except that what is not finite becomes null.
 */
export function* resultsText({ runs, ...head }: ExperimentRecord): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"runs":[`
  for (const [index, run] of runs.entries()) {
    if (index > 0) yield ','
    yield* textOfRun(run)
  }
  yield '\n]}\n'
}

function* textOfRun({ series, ...facts }: RunRecord): Generator<string> {
  yield `\n${JSON.stringify(facts).slice(0, -1)},"series":{`
  for (const [index, [name, values]] of Object.entries(series).entries()) {
    yield `${index > 0 ? ',' : ''}"${name}":[`
    for (let start = 0; start < values.length; start += VALUES_PER_CHUNK) {
      if (start > 0) yield ','
      yield float32ListText(values.subarray(start, start + VALUES_PER_CHUNK))
    }
    yield ']'
  }
  yield '}}'
}
