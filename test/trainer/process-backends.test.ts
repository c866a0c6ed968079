import { describe, expect, test } from 'vitest'
import { forkTrainer, train } from './forked-trainer.ts'
import { absent, jobOf } from './tiny-job.ts'

const exit = { type: 'exit' }

describe('backends', () => {
  const without = {
    VK_DRIVER_FILES: absent('none.json'),
    BNW_TENSORFLOW_BINDING: absent('none.node'),
  }

  test.each([
    ['webgpu', /WebGPU/],
    ['cuda', /TensorFlow library is not installed.*none\.node/],
  ] as const)('a job for %s where that can’t be had fails with the reason', async (backend, reason) => {
    const trainer = forkTrainer(without)
    trainer.send(train(jobOf({ backend })))
    expect((await trainer.next('failed')).message).toMatch(reason)
    await trainer.next('idle')
    trainer.send(train(jobOf({ backend: 'auto' })))
    expect(await trainer.next('started')).toMatchObject({ backend: 'wasm' })
    expect((await trainer.next('finished')).outcome).toBe('done')
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
  })

  test('a probe between two jobs tells what each backend runs on or why it can’t be had', async () => {
    const trainer = forkTrainer(without)
    trainer.send(train(jobOf()))
    trainer.send({ type: 'probe' })
    trainer.send(train(jobOf()))
    const { backends } = await trainer.next('probed')
    expect(backends.map(({ name, available }) => [name, available])).toEqual([
      ['wasm', true],
      ['cuda', false],
      ['webgpu', false],
      ['cpu', true],
    ])
    expect(backends.every(({ detail }) => detail.length > 10)).toBe(true)
    trainer.send(exit)
    expect(await trainer.ended).toBe(0)
    expect(trainer.events.filter((event) => event.type === 'finished')).toHaveLength(2)
  })
})
