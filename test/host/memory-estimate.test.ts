import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { estimateMemory } from '../../src/host/memory-estimate.ts'
import { forkTrainer, train } from '../trainer/forked-trainer.ts'
import { jobOf } from '../trainer/tiny-job.ts'
import { adam, hidden, tinyDataset, tinyRecipe } from '../trainer/tiny-recipe.ts'
import { plannedRun } from './planned-runs.ts'

/** The most bytes of memory that a process of this machine has had at once, as Linux counts them. */
function peakOf(pid: number): number {
  const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return Number(kibibytes) * 1024
}

test.runIf(process.platform === 'linux').each([8, 3000])(
  'a trainer of a network with layers of %d units takes no more memory than was planned',
  async (units) => {
    const recipe = tinyRecipe({
      network: {
        layers: [
          { ...hidden, units },
          { ...hidden, units },
        ],
        initialization: { scheme: 'pytorch-linear' },
      },
      optimizer: adam,
      budget: { unit: 'epochs', amount: 1 },
    })
    const trainer = forkTrainer()
    trainer.send(train(jobOf({ recipe })))
    await trainer.next('finished')
    await trainer.next('idle')
    const peak = peakOf(trainer.process.pid!)
    trainer.send({ type: 'exit' })
    await trainer.ended
    const { perTrainer } = estimateMemory(
      [{ run: plannedRun('a', { recipe }), size: 1 }],
      tinyDataset.info,
      1,
    )
    expect(peak).toBeLessThan(perTrainer)
  },
)
