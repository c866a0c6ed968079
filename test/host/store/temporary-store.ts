import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type Store, type StoreOptions } from '../../../src/host/store/open-store.ts'

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bnw-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store in a file of its own, closed and removed after the test. */
export function temporaryStore(options?: StoreOptions): Store {
  const store = openStore(join(temporaryFolder(), 'workbench.db'), options)
  onTestFinished(() => store.close())
  return store
}
