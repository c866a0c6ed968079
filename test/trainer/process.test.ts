import os from 'node:os'
import { describe, expect, test } from 'vitest'
import type { Recipe } from '../../src/domain/recipe.ts'
import { forkTrainer, train } from './forked-trainer.ts'
import { absent, jobOf } from './tiny-job.ts'
import { hidden, member, none, tinyRecipe } from './tiny-recipe.ts'
import { bitsOf, gathered, trainRun } from './train-to-end.ts'

const endless = tinyRecipe({ budget: { unit: 'steps', amount: 1_000_000 }, evaluateEveryEpochs: 1_000 })
const exit = { type: 'exit' }

describe('a trainer process', () => {
  test('says it is ready, trains what it is sent, and is idle', async () => {
    const trainer = forkTrainer()
    expect((await trainer.next('ready')).versions).toMatchObject({ node: process.versions.node })
    trainer.send(train(jobOf()))
    await trainer.next('idle')
    const said = trainer.events.map(({ type }) => type)
    expect(said.slice(0, 2)).toEqual(['ready', 'started'])
    expect(said.slice(-2)).toEqual(['finished', 'idle'])
    expect(said).toContain('metrics')
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })

  test('lets the processes of the window and the host go first when it is told to', async () => {
    const trainer = forkTrainer()
    await trainer.next('ready')
    expect(os.getPriority(trainer.process.pid)).toBe(os.getPriority())
    trainer.send({ type: 'yield' })
    const { PRIORITY_BELOW_NORMAL } = os.constants.priority
    await expect.poll(() => os.getPriority(trainer.process.pid)).toBe(PRIORITY_BELOW_NORMAL)
    trainer.send(exit)
    await trainer.ended
  })

  test('gives the bits that any other process gives', async () => {
    const [first, second] = [forkTrainer(), forkTrainer()]
    for (const trainer of [first, second]) {
      trainer.send(train(jobOf()))
      trainer.send(exit)
    }
    await Promise.all([first.ended, second.ended])
    const [one, other] = [first, second].map(({ events }) => bitsOf(gathered(events, 'seed 1')))
    expect(one).toEqual(other)
    expect(one).toEqual(bitsOf(await trainRun(tinyRecipe(), member(1))))
  })

  test('that is sent a job and exit at once loses nothing, and ends with code 0', async () => {
    const trainer = forkTrainer()
    const recipe = tinyRecipe({ budget: { unit: 'epochs', amount: 20 } })
    trainer.send(train(jobOf({ recipe, members: [1, 2, 3].map((seed) => member(seed)) })))
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
    for (const seed of [1, 2, 3]) {
      const { losses, evaluations, finished } = gathered(trainer.events, `seed ${seed}`)
      expect([losses.length, evaluations.length, finished.outcome]).toEqual([140, 20, 'done'])
    }
    expect(trainer.events.at(-1)!.type).toBe('idle')
  })

  test('answers what is not a command with failed, and lives on', async () => {
    const trainer = forkTrainer()
    const bad = [
      { type: 'dance' },
      'train',
      { type: 'stop' },
      { type: 'train', job: { ...jobOf(), members: [] } },
      { type: 'train', job: jobOf(), again: true },
      train(jobOf({ members: [member(1, { learningRate: -1 })] })),
      train(jobOf({ recipe: {} as unknown as Recipe })),
      train(jobOf({ recipe: tinyRecipe({ batchSize: 0 }) })),
      train(jobOf({ recipe: { ...tinyRecipe(), dropout: 0.5 } as Recipe })),
      train(jobOf({ recipe: tinyRecipe({ optimizer: { type: 'lion' } as unknown as Recipe['optimizer'] }) })),
    ]
    for (const message of bad) {
      trainer.send(message)
      expect((await trainer.next('failed')).message).toMatch(/^Not a command: /)
    }
    trainer.send(train(jobOf()))
    expect((await trainer.next('finished')).outcome).toBe('done')
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })

  test('fails a job whose data are not those of its recipe, or too few', async () => {
    const trainer = forkTrainer()
    const { dataset } = tinyRecipe()
    const bad: [Partial<Recipe>, string][] = [
      [
        { dataset: { ...dataset, digest: 'another' } },
        "The data set bars is not the run's: its digest is bars",
      ],
      [{ dataset: { ...dataset, classes: 9 } }, 'its classes is 10, must be 9'],
      [{ trainExamples: 400, validationExamples: 1 }, 'The run uses 401 training images; bars has 400.'],
      [{ testExamples: 101 }, 'The run uses 101 test images; bars has 100.'],
      [
        { batchSize: 1, trainExamples: 3 },
        'Batch normalization trains on batches of at least 2 images, not 1.',
      ],
    ]
    for (const [changes, message] of bad) {
      trainer.send(train(jobOf({ recipe: tinyRecipe(changes) })))
      expect((await trainer.next('failed')).message).toContain(message)
    }
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })

  test('fails a job whose data can’t be read, and trains the next', async () => {
    const trainer = forkTrainer()
    trainer.send(train(jobOf()))
    trainer.send(train(jobOf({ jobId: 'lost', datasetFolder: absent('nowhere') })))
    trainer.send(train(jobOf()))
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
    expect(await trainer.next('failed')).toMatchObject({
      jobId: 'lost',
      message: expect.stringContaining('nowhere') as string,
    })
    expect(trainer.events.filter(({ type }) => type === 'finished')).toHaveLength(2)
    expect(trainer.events.filter(({ type }) => type === 'idle')).toHaveLength(3)
  })

  test('ends when its host is gone, though it is training', async () => {
    const trainer = forkTrainer()
    trainer.send(train(jobOf({ recipe: endless })))
    await trainer.next('metrics')
    trainer.process.disconnect()
    expect(await trainer.ended).toBe(0)
  })

  test('sends metrics about 10 to 20 times a second, not once a step', async () => {
    const trainer = forkTrainer()
    // Some hundred steps of a few milliseconds each in one epoch.
    const layers = [
      { ...hidden, units: 1500 },
      { ...hidden, units: 1500 },
    ]
    const network = { layers, initialization: { scheme: 'he' } as const }
    const recipe = tinyRecipe({ network, normalization: none, trainExamples: 380, batchSize: 2 })
    trainer.send(train(jobOf({ recipe: { ...recipe, budget: { unit: 'epochs', amount: 1 } } })))
    await trainer.next('metrics')
    const start = performance.now()
    await trainer.next('evaluated')
    const seconds = (performance.now() - start) / 1000
    const perSecond = (trainer.events.filter(({ type }) => type === 'metrics').length - 1) / seconds
    expect(perSecond).toBeGreaterThan(4) // a busy machine may be late
    expect(perSecond).toBeLessThan(20)
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })
})

describe('a stop', () => {
  test('is heard within some milliseconds while training', async () => {
    const trainer = forkTrainer()
    trainer.send(train(jobOf({ recipe: endless, members: [member(1), member(2)] })))
    await trainer.next('metrics')
    const asked = performance.now()
    trainer.send({ type: 'stop', runKeys: ['seed 1', 'seed 2'] })
    expect((await trainer.next('finished')).outcome).toBe('stopped')
    expect(performance.now() - asked).toBeLessThan(250)
    await trainer.next('idle')
    for (const key of ['seed 1', 'seed 2']) {
      const { losses, finished } = gathered(trainer.events, key)
      expect(finished.checkpoint.step).toBe(losses.length)
    }
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })

  test('reaches a job that still waits, and leaves the one before alone', async () => {
    const trainer = forkTrainer()
    trainer.send(train(jobOf({ recipe: tinyRecipe({ budget: { unit: 'epochs', amount: 30 } }) })))
    trainer.send(train(jobOf({ recipe: endless, members: [member(2)] })))
    trainer.send({ type: 'stop', runKeys: ['seed 2'] })
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
    expect(gathered(trainer.events, 'seed 1').finished.outcome).toBe('done')
    expect(gathered(trainer.events, 'seed 2').finished.outcome).toBe('stopped')
  })

  test('that comes after its run has ended does not stop it when it is trained again', async () => {
    const trainer = forkTrainer()
    trainer.send(train(jobOf()))
    await trainer.next('idle')
    trainer.send({ type: 'stop', runKeys: ['seed 1'] })
    const recipe = tinyRecipe({ budget: { unit: 'steps', amount: 700 }, evaluateEveryEpochs: 100 })
    const again = member(1)
    trainer.send(train(jobOf({ recipe, members: [again] })))
    await trainer.next('idle')
    const last = trainer.events.findLast((event) => event.type === 'finished')
    expect(last).toMatchObject({ outcome: 'done', checkpoint: { step: 700 } })
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })
})
