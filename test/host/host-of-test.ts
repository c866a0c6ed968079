import { rm } from 'node:fs/promises'
import { onTestFinished } from 'vitest'
import type { HostEvents } from '../../src/contract/host.ts'
import { barsHome } from './bars-home.ts'
import { runHost, type RunningHost } from './running-host.ts'

type Options = Parameters<typeof runHost>[1]

/** A host with a home of its own, both gone after the test. */
export async function newHost(options: Options = {}): Promise<RunningHost & { home: string }> {
  const home = await barsHome()
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  return { ...hostAt(home, options), home }
}

/** A host over this home until the test is over; what is registered last ends first, so it is closed before its home goes. */
export function hostAt(home: string, options: Options): RunningHost {
  const host = runHost(home, options)
  onTestFinished(() => host.close().catch(() => undefined))
  return host
}

/** What is told of one event from now on. */
export function heard<E extends keyof HostEvents>(host: RunningHost, wanted: E): HostEvents[E][] {
  const hints: HostEvents[E][] = []
  host.subscribe((event, hint) => {
    if ((event as string) === wanted) hints.push(hint as unknown as HostEvents[E])
  })
  return hints
}
