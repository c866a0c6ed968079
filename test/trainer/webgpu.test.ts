import { afterAll, describe, test } from 'vitest'
import { expectLossesAsOnCpu } from './cohort-of-three.ts'
import { endTrainers } from './forked-trainer.ts'
import { swiftshaderEnvironment } from './swiftshader.ts'

// The real trainer process on a Vulkan device in software. What a graphics card adds is its own arithmetic.

afterAll(endTrainers)
const environment = swiftshaderEnvironment()

describe.skipIf(environment === null)('WebGPU on SwiftShader (which is there on Linux x64 only)', () => {
  test.for(['none', 'batch'] as const)(
    '50 steps of a cohort of three, %s: losses equal the cpu backend’s within 1e-4',
    { timeout: 240_000 },
    (arm) => expectLossesAsOnCpu(arm, 'webgpu', environment!),
  )
})
