import { afterAll, describe, test } from 'vitest'
import { expectLossesAsOnCpu } from './cohort-of-three.ts'
import { endTrainers } from './forked-trainer.ts'

// On a machine without a card, a binding built against TensorFlow's processor library runs the same code.

afterAll(endTrainers)
const binding = process.env.BNW_TENSORFLOW_BINDING

describe.skipIf(binding === undefined)(
  `CUDA's path (BNW_TENSORFLOW_BINDING names ${binding ?? 'no tfjs_binding.node, so it is not run'})`,
  () => {
    test.for(['none', 'batch'] as const)(
      '50 steps of a cohort of three, %s: losses equal the cpu backend’s within 1e-4',
      { timeout: 120_000 },
      (arm) => expectLossesAsOnCpu(arm, 'cuda', {}),
    )
  },
)
