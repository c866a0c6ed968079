import * as z from 'zod/mini'
import type { BackendChoice } from '../../../contract/call-parts.ts'
import { BackendName } from '../../../contract/trainer.ts'
import { isDraft, type Draft } from './draft.ts'

/** Where a draft began. */
export type Origin =
  | { from: 'preset'; id: string }
  | { from: 'blank' }
  | { from: 'experiment'; id: string; name: string; preset: string | null }
  | { from: 'link' }

/** What is being written, and what it is compared with. */
export type Work = { origin: Origin; baseline: Draft; draft: Draft; backend: BackendChoice }

const KEY = 'batchnorm-workbench.draft'
const VERSION = 1

const Stored = z.object({
  version: z.literal(VERSION),
  origin: z.discriminatedUnion('from', [
    z.object({ from: z.literal('preset'), id: z.string() }),
    z.object({ from: z.literal('blank') }),
    z.object({
      from: z.literal('experiment'),
      id: z.string(),
      name: z.string(),
      preset: z.nullable(z.string()),
    }),
    z.object({ from: z.literal('link') }),
  ]),
  baseline: z.custom<Draft>(isDraft),
  draft: z.custom<Draft>(isDraft),
  backend: z.union([BackendName, z.literal('auto')]),
})

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The draft that was kept; null where there is none, 'unreadable' where it can't be read or is of another version. */
export function keptWork(storage: Storage): Work | null | 'unreadable' {
  try {
    const text = storage.getItem(KEY)
    return text === null ? null : readWork(text)
  } catch {
    return 'unreadable'
  }
}

/**
 * The draft that another tab has put where this one keeps its own, 'forgotten' where the other has started it; null where
 * the event is of nothing such.
 */
export function workOfOtherTab({
  key,
  newValue,
}: Pick<StorageEvent, 'key' | 'newValue'>): Work | 'forgotten' | null {
  if (key !== KEY) return null
  if (newValue === null) return 'forgotten'
  try {
    return readWork(newValue)
  } catch {
    return null
  }
}

/** @throws Error when it is none */
function readWork(text: string): Work {
  const { origin, baseline, draft, backend } = Stored.parse(JSON.parse(text))
  return { origin, baseline, draft, backend }
}

/** Keeps the draft for the next time. Returns whether it could: storage may be full or refused. */
export function keepWork(storage: Storage, work: Work): boolean {
  try {
    storage.setItem(KEY, JSON.stringify({ version: VERSION, ...work }))
    return true
  } catch {
    return false
  }
}

export function forgetWork(storage: Storage): void {
  try {
    storage.removeItem(KEY)
  } catch {
    // Where nothing can be stored there is nothing to forget.
  }
}
