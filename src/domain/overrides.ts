import { parseSpec, type ParsedSpec } from './parse-spec.ts'
import type { SpecProblem } from './spec-problem.ts'
import type { SpecInput } from './spec.ts'

/** What of a spec can be replaced from outside, say on a command line; what is left out or undefined stays. */
export type Overrides = {
  name?: string | undefined
  dataset?: string | undefined
  seeds?: readonly number[] | undefined
  batchSizes?: readonly number[] | undefined
  epochs?: number | undefined
}

/**
 * The spec with some of its fields replaced, checked again. Other batch sizes also narrow what each arm is restricted
 * to; an arm that is left with none is a problem, since dropping it would change the question.
 */
export function withOverrides(spec: SpecInput, overrides: Overrides): ParsedSpec {
  const { name, dataset, seeds, batchSizes, epochs } = overrides
  const stranded = batchSizes ? strandedArms(spec, batchSizes) : []
  if (stranded.length > 0) return { ok: false, problems: stranded }
  return parseSpec({
    ...spec,
    ...(name === undefined ? {} : { name }),
    ...(dataset === undefined ? {} : { data: { ...spec.data, dataset } }),
    ...(seeds === undefined ? {} : { seeds: [...seeds] }),
    ...(batchSizes === undefined ? {} : { batchSizes: [...batchSizes], arms: narrowed(spec, batchSizes) }),
    ...(epochs === undefined ? {} : { budget: { unit: 'epochs', amount: epochs } }),
  })
}

function narrowed({ arms }: SpecInput, batchSizes: readonly number[]): SpecInput['arms'] {
  return arms.map((arm) =>
    arm.batchSizes ? { ...arm, batchSizes: arm.batchSizes.filter((size) => batchSizes.includes(size)) } : arm,
  )
}

function strandedArms({ arms }: SpecInput, batchSizes: readonly number[]): SpecProblem[] {
  return arms.flatMap((arm, index) => {
    const own = arm.batchSizes ?? batchSizes
    if (own.length === 0 || own.some((size) => batchSizes.includes(size))) return []
    const message =
      `batchSizes is ${JSON.stringify(batchSizes)}: must include ${own.join(' or ')}, ` +
      `the only batch size${own.length > 1 ? 's' : ''} of arm "${arm.name}" (arms[${index}])`
    return [{ path: 'batchSizes', value: batchSizes, message }]
  })
}
