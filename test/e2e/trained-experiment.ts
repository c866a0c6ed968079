import type { Page } from '@playwright/test'
import type { RunSummary } from '../../src/contract/host-answers.ts'
import { assignment } from '../../src/domain/presets/assignment.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { hostOfPage } from './host-of-page.ts'
import { expect } from './workbench.ts'

/** The assignment, made small. */
export function smallAssignment(changes: Partial<SpecInput>): SpecInput {
  return { ...assignment.spec, ...changes }
}

/** Queues an experiment, in the workbench of an open page; its id. */
export async function create(page: Page, spec: SpecInput): Promise<string> {
  const { api, close } = await hostOfPage(page)
  const { id } = await api.call('experiments.create', { spec })
  close()
  return id
}

/** The same, and waits for so many milliseconds until it has finished. */
export async function train(
  page: Page,
  spec: SpecInput,
  timeout: number,
): Promise<{ id: string; runs: RunSummary[] }> {
  const id = await create(page, spec)
  const { api, close } = await hostOfPage(page)
  const status = async () => (await api.call('experiments.get', { id })).status
  await expect.poll(status, { timeout }).toBe('finished')
  const { runs } = await api.call('runs.list', { experimentId: id })
  close()
  return { id, runs }
}
