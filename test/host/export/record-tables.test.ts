import { parquetReadObjects, parquetMetadata } from 'hyparquet'
import { expect, test } from 'vitest'
import { csvText } from '../../../src/host/export/csv.ts'
import { parquetBytes } from '../../../src/host/export/parquet.ts'
import { recordTables, type Table } from '../../../src/host/export/record-tables.ts'
import { experimentRecord, runRecord } from '../experiment-record.ts'

const record = experimentRecord([
  runRecord({ arm: 'none, "plain"', reason: 'first\nsecond' }),
  runRecord({
    ...{ outcome: 'diverged', seed: 2 ** 31 - 1, result: null, targetReached: null, backend: null },
    series: {
      loss: Float32Array.of(0.1, Infinity, NaN),
      accuracy: Float32Array.of(0, 1, 1 / 3),
      gradientNorm: Float32Array.of(1e-8, -0, 3.4e38),
      seconds: Float32Array.of(1, 2, 3),
    },
    evaluations: [
      { step: 2, epoch: 0.5, test: { loss: NaN, accuracy: 0.1 }, train: null, validation: null },
      {
        step: 3,
        epoch: 1,
        test: { loss: 1 / 3, accuracy: 0 },
        train: { loss: 2, accuracy: 1 },
        validation: null,
      },
    ],
  }),
])

const ids = { experiment: 'e1', runs: ['r1', 'r2'] }

function columnsOf({ columns }: Table): Map<string, unknown[]> {
  return new Map(columns.map(({ name, data }) => [name, [...data]]))
}

test('a line quotes what would break it, and says what is missing, NaN or infinite', () => {
  const lines = [...csvText(recordTables(record, ids).runs)].join('')
  expect(lines).toMatch(/\n1,r1,e1,0123456789abcdef,compared,"none, ""plain""",16,0\.05,.*,"first\nsecond",/)
  expect(lines).toMatch(/,2147483647,diverged,,1,,3,4,2,0\.5,,,,,,,,\r\n$/)
  const series = [...csvText(recordTables(record, ids).series)].join('').split('\r\n')
  expect(series.slice(5)).toEqual([
    '2,1,0.1,0,1e-8,1',
    '2,2,Infinity,1,-0,2',
    '2,3,NaN,0.33333334,3.4e+38,3',
    '',
  ])
})

test.each(['runs', 'series', 'evaluations'] as const)(
  '%s read back from Parquet as they are, bit for bit',
  async (name) => {
    const table = recordTables(record, ids)[name]
    const bytes = await parquetBytes(table, 'a program 1.2')
    const file = Uint8Array.from(bytes).buffer
    const rows = await parquetReadObjects({ file })
    const read = new Map(
      table.columns.map(({ name: title }) => [title, rows.map((row): unknown => row[title] ?? null)]),
    )
    expect(read).toEqual(columnsOf(table))
    expect(parquetMetadata(file).created_by).toBe('a program 1.2')
  },
)

test('columns have types, and what is never missing is required', async () => {
  const { schema } = parquetMetadata(
    Uint8Array.from(await parquetBytes(recordTables(record, ids).series, '')).buffer,
  )
  expect(schema.slice(1).map(({ name, type, repetition_type }) => [name, type, repetition_type])).toEqual([
    ['run', 'INT32', 'REQUIRED'],
    ['step', 'INT32', 'REQUIRED'],
    ...['loss', 'accuracy', 'gradient_norm', 'seconds'].map((column) => [column, 'FLOAT', 'REQUIRED']),
  ])
  const runs = parquetMetadata(Uint8Array.from(await parquetBytes(recordTables(record, ids).runs, '')).buffer)
  const typeOf = (column: string) => runs.schema.find(({ name }) => name === column)
  expect(typeOf('seed')).toMatchObject({ type: 'INT32' })
  expect(typeOf('test_loss_running')).toMatchObject({ type: 'DOUBLE', repetition_type: 'OPTIONAL' })
  expect(typeOf('arm')).toMatchObject({ type: 'BYTE_ARRAY', converted_type: 'UTF8' })
})

test('an experiment without a step has tables with titles only', async () => {
  const empty = recordTables(experimentRecord([]), { experiment: 'e1', runs: [] })
  for (const table of Object.values(empty)) {
    expect([...csvText(table)]).toHaveLength(1)
    const file = Uint8Array.from(await parquetBytes(table, '')).buffer
    expect(await parquetReadObjects({ file })).toEqual([])
  }
})

test('many rows are written in groups, told on the way, and smaller than their CSV', async () => {
  const steps = 250_000
  const noise = Float32Array.from({ length: steps }, (_, step) => 2 + Math.sin(step * 12.9898))
  const series = { loss: noise, accuracy: noise, gradientNorm: noise, seconds: noise }
  const table = recordTables(experimentRecord([runRecord({ series })]), ids).series
  const told: number[] = []
  const bytes = await parquetBytes(table, '', (done) => told.push(done))
  expect(told).toEqual([100_000, 200_000, 250_000])
  const file = Uint8Array.from(bytes).buffer
  const rows = await parquetReadObjects({
    file,
    columns: ['step', 'loss'],
    rowStart: 199_999,
    rowEnd: 200_001,
  })
  expect(rows).toEqual([199_999, 200_000].map((step) => ({ step: step + 1, loss: noise[step] })))
  expect(bytes.length).toBeLessThan([...csvText(table)].join('').length / 2)
})
