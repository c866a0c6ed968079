import type { RunSummary } from '../../src/contract/host-answers.ts'
import { assignment } from '../../src/domain/presets/assignment.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { attachedHost } from '../host/attached-host.ts'
import { expect, type RunningWorkbench } from './workbench.ts'

/** The assignment, made small. */
export function smallAssignment(changes: Partial<SpecInput>): SpecInput {
  return { ...assignment.spec, ...changes }
}

/** Queues an experiment, in an open workbench; its id. */
export async function create(
  { database }: Pick<RunningWorkbench, 'database'>,
  spec: SpecInput,
): Promise<string> {
  const { api, close } = await attachedHost(database)
  const { id } = await api.call('experiments.create', { spec })
  close()
  return id
}

/** The same, and waits for so many milliseconds until it has finished. */
export async function train(
  { database }: Pick<RunningWorkbench, 'database'>,
  spec: SpecInput,
  timeout: number,
): Promise<{ id: string; runs: RunSummary[] }> {
  const id = await create({ database }, spec)
  const { api, close } = await attachedHost(database)
  const status = async () => (await api.call('experiments.get', { id })).status
  await expect.poll(status, { timeout }).toBe('finished')
  const { runs } = await api.call('runs.list', { experimentId: id })
  close()
  return { id, runs }
}
