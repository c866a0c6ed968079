import { buildLayers, parametersOf } from './architecture.ts'
import { problemAt, type SpecProblem } from './spec-problem.ts'
import type { ArmSpec, Spec } from './spec.ts'

/** Checks that every arm that starts from trained weights can: the arm is there, leads to fresh weights, and fits. */
export function checkStarts(spec: Spec): SpecProblem[] {
  return spec.arms.flatMap((arm, index) => checkStart(spec, arm, index))
}

function checkStart(spec: Spec, arm: ArmSpec, index: number): SpecProblem[] {
  if (arm.start.from !== 'trained') return []
  const { start } = arm
  const path = ['arms', index, 'start']
  const parent = spec.arms.find(({ name }) => name === start.arm)
  const names = spec.arms.map(({ name }) => name).join(', ')
  if (!parent) return [problemAt([...path, 'arm'], start.arm, `must be the name of an arm: ${names}`)]
  const circle = circleFrom(spec, arm)
  if (circle) {
    const allowed = `must lead to an arm that starts fresh, but leads in a circle: ${circle.join(' → ')}`
    return [problemAt([...path, 'arm'], start.arm, allowed)]
  }
  return [...checkFit(spec, arm, parent, index), ...checkParentBatch(parent, start.batchSize, index)]
}

/** The arms from `arm` back along their starts until one comes again, or null when they lead to a fresh one. */
function circleFrom(spec: Spec, arm: ArmSpec): string[] | null {
  const passed: string[] = []
  let current: ArmSpec | undefined = arm
  while (current?.start.from === 'trained') {
    if (passed.includes(current.name)) return [...passed, current.name]
    passed.push(current.name)
    const { start }: ArmSpec = current
    current = spec.arms.find(({ name }) => name === start.arm)
  }
  return null
}

/** The trained network must hold the same arrays, or some would silently begin fresh or be left behind. */
function checkFit({ network }: Spec, arm: ArmSpec, parent: ArmSpec, index: number): SpecProblem[] {
  const [own, theirs] = [arm, parent].map(({ normalization }) =>
    parametersOf(buildLayers(network, normalization, 1, 1)).map(({ key }) => key),
  ) as [string[], string[]]
  const missing = own.filter((key) => !theirs.includes(key))
  const left = theirs.filter((key) => !own.includes(key))
  if (missing.length + left.length === 0) return []
  const differing = [...missing, ...left].join(', ')
  const allowed = `must be an arm whose network has the same arrays as this one; they differ in ${differing}`
  return [problemAt(['arms', index, 'start', 'arm'], parent.name, allowed)]
}

function checkParentBatch({ normalization }: ArmSpec, batchSize: number, index: number): SpecProblem[] {
  if (batchSize > 1 || normalization.type !== 'batch') return []
  const allowed = 'must be at least 2 for an arm with batch normalization: one image has no variance'
  return [problemAt(['arms', index, 'start', 'batchSize'], batchSize, allowed)]
}
