import fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readResults, writeResults } from '../../src/host/results-file.ts'
import { experimentRecord, runRecord } from './experiment-record.ts'

const folder = mkdtempSync(join(tmpdir(), 'bnw-results-'))
const file = join(folder, 'results.json')

describe('what is written is read back', () => {
  test('every field, and nothing is left beside the file', async () => {
    const record = experimentRecord([runRecord(), runRecord({ key: 'ffff', result: null, checkpoint: null })])
    await writeResults(file, record)
    expect(await readResults(file)).toEqual(record)
    expect(readdirSync(folder)).toEqual(['results.json'])
  })

  test('a series longer than a chunk, bit for bit', async () => {
    const loss = Float32Array.from(fc.sample(fc.float({ noNaN: true, noDefaultInfinity: true }), 20_000))
    const run = runRecord()
    await writeResults(file, experimentRecord([{ ...run, series: { ...run.series, loss } }]))
    const back = (await readResults(file)).runs[0]!.series.loss
    expect(new Uint32Array(back.buffer)).toEqual(new Uint32Array(loss.buffer))
  })

  test('what is not finite as null, and from null as NaN', async () => {
    const run = runRecord({ epochLosses: [Infinity] })
    await writeResults(
      file,
      experimentRecord([{ ...run, series: { ...run.series, loss: Float32Array.of(NaN, 1) } }]),
    )
    expect(readFileSync(file, 'utf8')).toContain('"loss":[null,1]')
    const [back] = (await readResults(file)).runs
    expect(back!.series.loss).toEqual(Float32Array.of(NaN, 1))
    expect(back!.epochLosses).toEqual([NaN])
  })
})

describe('what is no results file is refused with the file and the place', () => {
  const written = JSON.stringify(experimentRecord(), (_, value: unknown) => {
    return value instanceof Float32Array ? [...value] : value
  })
  test.each([
    ['cut short', written.slice(0, -20), /is not JSON/],
    ['of another kind', '{"spec":1}', /not a results file of this version: format/],
    ['of a later version', written.replace('"version":1', '"version":2'), /version/],
    ['with a wrong value', written.replace('"batchSize":16', '"batchSize":"16"'), /runs\[0\]\.batchSize/],
    ['with an unknown key', written.replace('"chance"', '"luck":1,"chance"'), /has what is not known: luck/],
  ])('%s', async (_, text, message) => {
    writeFileSync(file, text)
    await expect(readResults(file)).rejects.toThrow(message)
    await expect(readResults(file)).rejects.toThrow(file)
  })

  test('missing', async () => {
    await expect(readResults(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'not-found' })
  })
})
