/**
 * npm run bench:gpu -- [--backend cuda|webgpu] [--cohorts 1,8,64] [--batch-sizes 64]
 * Seconds per run-epoch on MNIST of cohorts of several sizes on a graphics card, beside PyTorch on the same card one
 * run at a time (with BENCH_PYTHON, as in bench:engine). For whoever has a card: `npm run engine:cuda` first.
 */
import { parseArgs } from 'node:util'
import { prepareMnist } from './bench-data.ts'
import { row } from './figures.ts'
import { jobOf, timeTorchOn, trainLogged, type Setting } from './timed-processes.ts'

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'cuda' },
    cohorts: { type: 'string', default: '1,8,64' },
    'batch-sizes': { type: 'string', default: '64' },
  },
})
const backend = values.backend === 'webgpu' ? 'webgpu' : 'cuda'
const python = process.env.BENCH_PYTHON
const mnist = await prepareMnist()

console.log(`Seconds per run-epoch of 60,000 images on ${backend}\n`)
console.log(row('batch', 'arm', 'cohort', 'ours', '', 'PyTorch, one run at a time'))
for (const batchSize of values['batch-sizes'].split(',').map(Number)) {
  for (const arm of ['batch', 'none'] as const) {
    const setting: Setting = { batchSize, arm }
    const torch =
      python === undefined ? 'no BENCH_PYTHON' : await timeTorchOn('cuda', python, setting, mnist, 1)
    for (const cohort of values.cohorts.split(',').map(Number)) {
      const job = {
        ...jobOf(
          setting,
          mnist,
          Array.from({ length: cohort }, (_, i) => i + 1),
        ),
        backend,
      } as const
      const seconds = (await trainLogged(job)) / cohort
      console.log(
        row(
          batchSize,
          arm,
          cohort,
          seconds.toFixed(3),
          '',
          typeof torch === 'string' ? torch : torch.toFixed(3),
        ),
      )
    }
  }
}
mnist.remove()
