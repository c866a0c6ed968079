/**
 * npm run bench:engine -- [--rounds 5] [--batch-sizes 16,64,256]
 * Seconds per run-epoch on MNIST with every core busy, beside PyTorch at its best in alternation, and what logging
 * every step costs. Needs BENCH_PYTHON, a Python with torch and numpy:
 *   python3 -m venv torch-env && torch-env/bin/pip install torch numpy
 *   BENCH_PYTHON=torch-env/bin/python npm run bench:engine
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { prepareMnist } from './bench-data.ts'
import { median, row } from './figures.ts'
import { loggingCost, timeOurs, timeTorch, torchVersion, type Setting } from './timed-processes.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    'batch-sizes': { type: 'string', default: '16,64,256' },
  },
})
const python = process.env.BENCH_PYTHON
if (python === undefined) {
  console.error(
    'BENCH_PYTHON must name a Python that has torch and numpy. To make one:\n' +
      '  python3 -m venv torch-env && torch-env/bin/pip install torch numpy\n' +
      '  BENCH_PYTHON=torch-env/bin/python npm run bench:engine',
  )
  process.exit(2)
}

const mnist = await prepareMnist()
const settings = values['batch-sizes']
  .split(',')
  .flatMap((batch) => (['batch', 'none'] as const).map((arm): Setting => ({ batchSize: Number(batch), arm })))

console.log(
  `Node ${process.versions.node}, PyTorch ${torchVersion(python)}, ${cpus()[0]?.model ?? 'processor unknown'}`,
)
console.log(
  `${cpus().length} processes at once, one a core; medians of ${values.rounds} alternated rounds [least, most]`,
)
console.log('seconds per run-epoch of 60,000 images: wall seconds of an epoch / processes at once\n')
console.log(row('batch', 'arm', 'ours', 'PyTorch', 'ratio'))

for (const setting of settings) {
  const [ours, torch]: [number[], number[]] = [[], []]
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(await timeOurs(setting, mnist))
    torch.push(await timeTorch(python, setting, mnist))
  }
  const ratio = median(ours.map((seconds, round) => seconds / torch[round]!))
  console.log(row(setting.batchSize, setting.arm, spread(ours), spread(torch), ratio.toFixed(2)))
}

console.log(
  '\nlogging every step: processor microseconds of a step with it and without, medians of 300 turns\n',
)
console.log(row('batch', 'arm', 'logged', 'bare steps', 'cost'))
for (const setting of settings.filter(({ arm }) => arm === 'batch')) {
  const { logged, bare, ratio } = await loggingCost(setting, mnist)
  const cost = `${(100 * (ratio - 1)).toFixed(1)} %`
  console.log(row(setting.batchSize, setting.arm, logged.toFixed(1), bare.toFixed(1), cost))
}
mnist.remove()

function spread(all: number[]): string {
  return `${median(all).toFixed(3)} [${Math.min(...all).toFixed(3)}, ${Math.max(...all).toFixed(3)}]`
}
