import { rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { RunSummary } from '../../src/contract/host-answers.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { barsHome } from './bars-home.ts'
import { runHost, type RunningHost } from './running-host.ts'

/** A host on a home of its own, closed and removed after the test. */
export async function newHost(
  options: Parameters<typeof runHost>[1] = {},
): Promise<RunningHost & { home: string }> {
  const home = await barsHome()
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return { ...hostAt(home, options), home }
}

/** A host on this home, closed after the test. */
export function hostAt(home: string, options: Parameters<typeof runHost>[1] = {}): RunningHost {
  const host = runHost(home, options)
  onTestFinished(() => host.close().catch(() => undefined))
  return host
}

/** One run, which trains for longer than any test. */
export const endless: Partial<SpecInput> = {
  arms: [{ name: 'none', normalization: { type: 'none' } }],
  budget: { unit: 'epochs', amount: 500_000 },
  seeds: [1],
  batchSizes: [64],
}

export async function runsOf(host: RunningHost, experimentId: string): Promise<RunSummary[]> {
  return (await host.call('runs.list', { experimentId })).runs
}

/** Resolves when an experiment trains and has told of more steps than it had. */
export async function untilTraining(host: RunningHost, id: string): Promise<void> {
  const stepsOf = async () => (await runsOf(host, id)).map(({ stepsDone }) => stepsDone)
  const before = Math.max(...(await stepsOf()))
  while (Math.max(...(await stepsOf())) <= before) await setTimeout(20)
}

/** An experiment whose only run has trained for a while and was stopped. */
export async function stoppedExperiment(host: RunningHost, changes: Partial<SpecInput> = {}) {
  const id = await host.create({ ...endless, ...changes })
  await untilTraining(host, id)
  await host.call('experiments.stop', { id })
  await host.ended(id)
  const [run] = await runsOf(host, id)
  return { id, run: run! }
}
