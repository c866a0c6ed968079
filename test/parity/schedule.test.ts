import { describe, expect, test } from 'vitest'
import { scheduleFactor } from '../../src/domain/schedule.ts'
import type { ScheduleSpec } from '../../src/domain/spec.ts'
import { readFixture } from './fixtures.ts'

type ScheduleCase = { schedule: ScheduleSpec; stepsPerEpoch: number; factors: number[] }

const { cases } = readFixture('schedules') as { cases: ScheduleCase[] }

describe('a schedule is that of PyTorch, step by step', () => {
  test.each(cases.map((parityCase) => [JSON.stringify(parityCase.schedule), parityCase] as const))(
    '%s over 40 steps',
    (_, { schedule, stepsPerEpoch, factors }) => {
      factors.forEach((factor, step) => {
        expect(scheduleFactor(schedule, step, factors.length, stepsPerEpoch)).toBeCloseTo(factor, 12)
      })
    },
  )
})
