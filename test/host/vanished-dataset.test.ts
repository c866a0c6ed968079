import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writePrepared } from '../../src/datasets/prepared.ts'
import { parseSpec } from '../../src/domain/parse-spec.ts'
import { planExperiment } from '../../src/host/experiment-plan.ts'
import { startExperiment } from '../../src/host/experiment-run.ts'
import { replayDataset } from '../parity/replay-data.ts'
import { tinySpec } from './tiny-spec.ts'

test('an experiment whose data set is removed while it trains still ends in a record', async () => {
  const home = mkdtempSync(join(tmpdir(), 'bnw-vanished-'))
  const dataset = replayDataset()
  const folder = await writePrepared(home, dataset)
  const parsed = parseSpec({ ...tinySpec, data: { trainExamples: 320, testExamples: 100 } })
  if (!parsed.ok) throw new Error(parsed.problems[0]!.message)
  const plan = planExperiment(parsed.spec, { info: dataset.info, folder }, { backend: 'wasm', parallel: 1 })
  const { ended } = startExperiment(plan, {
    resultsFile: join(home, 'results.json'),
    preset: null,
    onEvent: (event) => {
      if (event.type === 'metrics') rmSync(folder, { recursive: true, force: true })
    },
  })
  const record = await ended
  expect(record.runs[0]!.outcome).not.toBe('failed')
  expect(record.chance).toBeGreaterThan(0)
  rmSync(home, { recursive: true })
})
