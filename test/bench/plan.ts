/**
 * npm run bench:plan -- [--only 3]
 * Plans ten different experiments on the embedded digits, trains each, and prints the time that the plan foretold beside
 * the time that it took. The first plan of each shape measures it; nothing else is known of it then.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { localHost } from '../../src/contract/rpc.ts'
import { startHost } from '../../src/host/workbench-host.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { setTimeout } from 'node:timers/promises'
import { median, row } from './figures.ts'

const { values } = parseArgs({ options: { only: { type: 'string', default: '10' } } })

const none = { name: 'none', normalization: { type: 'none' } } as const
const batch = { name: 'batch', normalization: { type: 'batch' } } as const
const base: SpecInput = {
  spec: 1,
  network: {
    layers: [
      { type: 'dense', units: 128 },
      { type: 'dense', units: 64 },
    ],
  },
  arms: [none, batch],
  batchSizes: [64],
  learningRates: [0.01],
  seeds: [1, 2],
  budget: { unit: 'epochs', amount: 3 },
}
const deep = { layers: Array.from({ length: 5 }, () => ({ type: 'dense' as const, units: 100 })) }
const experiments: [string, Partial<SpecInput>][] = [
  [
    'the assignment, 2 seeds, 2 epochs',
    { batchSizes: [16, 32, 64, 128, 256], budget: { unit: 'epochs', amount: 2 } },
  ],
  ['batch 64, 8 seeds', { seeds: [1, 2, 3, 4, 5, 6, 7, 8] }],
  ['batch 8, one epoch', { batchSizes: [8], budget: { unit: 'epochs', amount: 1 } }],
  ['batch 1000, 10 epochs', { batchSizes: [1000], budget: { unit: 'epochs', amount: 10 } }],
  [
    'five layers of 100, sigmoid',
    { network: { layers: deep.layers.map((layer) => ({ ...layer, activation: 'sigmoid' as const })) } },
  ],
  ['Adam', { optimizer: { type: 'adam' }, learningRates: [0.001] }],
  [
    'wide: 512-512',
    {
      network: {
        layers: [
          { type: 'dense', units: 512 },
          { type: 'dense', units: 512 },
        ],
      },
      seeds: [1],
    },
  ],
  [
    'GELU, 4 learning rates',
    {
      network: { layers: [{ type: 'dense', units: 64, activation: 'gelu' }] },
      learningRates: [0.003, 0.01, 0.03, 0.1],
    },
  ],
  ['5,000 images, 20 epochs', { data: { trainExamples: 5000 }, budget: { unit: 'epochs', amount: 20 } }],
  [
    '4,000 steps, evaluated every 2 epochs',
    { budget: { unit: 'steps', amount: 4000 }, evaluation: { everyEpochs: 2 } },
  ],
]

const UNTIL_TRAINERS_LEAVE_MS = 7000

const home = mkdtempSync(join(tmpdir(), 'bnw-bench-plan-'))
const host = startHost({ database: join(home, 'workbench.db'), home })
const api = localHost(host.handlers, host.subscribe)
console.log(row('no.', 'runs', 'foretold', 'took', 'foretold / took'))
const ratios: number[] = []
for (const [index, [name, changes]] of experiments.slice(0, Number(values.only)).entries()) {
  const spec = { ...base, ...changes, name }
  const { secondsLeft, runs } = await api.call('experiments.plan', { spec })
  // Trainers of the last experiment are kept for a while; who has designed the next one finds none, and plans tell of that.
  await setTimeout(UNTIL_TRAINERS_LEAVE_MS)
  const start = performance.now()
  const { id } = await api.call('experiments.create', { spec })
  for (;;) {
    const { runs: counts } = await api.call('experiments.get', { id })
    if (counts.queued + counts.running === 0) break
    await setTimeout(50)
  }
  const took = (performance.now() - start) / 1000
  const ratio = (secondsLeft ?? NaN) / took
  ratios.push(ratio)
  console.log(
    `${row(index + 1, runs, `${(secondsLeft ?? NaN).toFixed(1)} s`, `${took.toFixed(1)} s`, ratio.toFixed(2))}  ${name}`,
  )
}
const within = ratios.filter((ratio) => Math.abs(ratio - 1) <= 0.3).length
console.log(`median ${median(ratios).toFixed(2)}; ${within} of ${ratios.length} within ± 30 %`)
await host.close()
rmSync(home, { recursive: true })
process.exit(0)
