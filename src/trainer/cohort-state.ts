import type { Checkpoint, Member } from '../contract/trainer.ts'
import { parametersOf, type Layer, type Parameter } from '../domain/architecture.ts'
import { initialState } from '../domain/initialization.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { Executor } from './executor.ts'
import type { Arrays } from './network.ts'
import type { Variable } from './tf.ts'

/** The optimizer's arrays beside each learned parameter, by the suffix of their keys. */
const optimizerArrays = { sgd: ['velocity'], adam: ['firstMoment', 'secondMoment'] } as const

/** The arrays of a cohort on the device: `0.weight` [R, In, Out], `0.weight:velocity` of the same shape … */
export type CohortState = {
  parameters: readonly Parameter[]
  arrays: Arrays
  /** The arrays of each member, in the cohort's order. */
  capture: () => Promise<Checkpoint['tensors'][]>
}

/**
 * Puts a cohort's arrays on the device, each member's as its start says: fresh, from another run's weights, or from
 * a checkpoint. Throws when given arrays do not fit the network.
 */
export function createCohortState(
  executor: Executor,
  recipe: Recipe,
  layers: readonly Layer[],
  members: readonly Member[],
): CohortState {
  const parameters = parametersOf(layers)
  const shapes = new Map(parameters.map(({ key, shape }) => [key, shape]))
  for (const { key, shape, learned } of parameters) {
    if (learned)
      for (const name of optimizerArrays[recipe.optimizer.type]) shapes.set(`${key}:${name}`, shape)
  }
  const starts = members.map((member) => startingArrays(member, recipe, layers, shapes))
  const variables = new Map(
    [...shapes].map(([key, shape]) => [
      key,
      executor.variable(stack(starts.map((arrays) => arrays.get(key)!)), [members.length, ...shape]),
    ]),
  )
  const constants = unlearnedScales(executor, layers, members.length)
  return {
    parameters,
    arrays(key) {
      const variable = variables.get(key) ?? constants.get(key)
      if (variable === undefined) throw new Error(`The network has no array ${key}.`)
      return variable
    },
    async capture() {
      const captured: Checkpoint['tensors'][] = members.map(() => ({}))
      for (const [key, variable] of variables) {
        const values = await executor.read(variable)
        const size = values.length / members.length
        captured.forEach((arrays, r) => (arrays[key] = values.slice(r * size, (r + 1) * size)))
      }
      return captured
    },
  }
}

/** γ = 1 and β = 0 of the normalizations that do not learn them: part of no checkpoint. */
function unlearnedScales(executor: Executor, layers: readonly Layer[], R: number): Map<string, Variable> {
  const constants = new Map<string, Variable>()
  for (const layer of layers) {
    if (layer.type !== 'batch-normalization' || layer.affine) continue
    const shape = [R, layer.features]
    constants.set(
      `${layer.index}.gamma`,
      executor.variable(new Float32Array(R * layer.features).fill(1), shape),
    )
    constants.set(`${layer.index}.beta`, executor.variable(new Float32Array(R * layer.features), shape))
  }
  return constants
}

/** A member's first arrays under every key, optimizer arrays zero unless a checkpoint holds them. */
function startingArrays(
  member: Member,
  recipe: Recipe,
  layers: readonly Layer[],
  shapes: ReadonlyMap<string, readonly number[]>,
): Map<string, Float32Array> {
  const fresh = initialState(layers, recipe.network.initialization, member.seed)
  const given = givenArrays(member)
  return new Map(
    [...shapes].map(([key, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1)
      const values =
        given[key] ?? (isMissing(member, key) ? undefined : (fresh.get(key) ?? new Float32Array(size)))
      if (values?.length !== size) {
        const found = values === undefined ? 'missing' : `${values.length} values long`
        throw new Error(
          `The start of run ${member.runKey} does not fit: ${key} is ${found}, must be ${size} values.`,
        )
      }
      return [key, values]
    }),
  )
}

function givenArrays({ start }: Member): Checkpoint['tensors'] {
  if (start.from === 'fresh') return {}
  if (start.from === 'checkpoint') return start.checkpoint.tensors
  return Object.fromEntries(Object.entries(start.tensors).filter(([key]) => !key.includes(':')))
}

/** A resume is bitwise only if every array is there; a start from weights brings no optimizer arrays. */
function isMissing({ start }: Member, key: string): boolean {
  return start.from === 'checkpoint' && !(key in start.checkpoint.tensors)
}

function stack(arrays: readonly Float32Array[]): Float32Array {
  const size = arrays[0]!.length
  const stacked = new Float32Array(size * arrays.length)
  arrays.forEach((values, r) => stacked.set(values, r * size))
  return stacked
}
