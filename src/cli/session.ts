import { homeFolder } from '../host/home-folder.ts'
import type { HostApi } from '../contract/host.ts'
import { patientApi } from './patient-api.ts'

/** An open workbench, as a command uses it. */
export type Session = {
  api: HostApi
  /** The database's file, absolute. */
  database: string
  /** Whether this process is the database's host, or another one is. */
  role: () => 'holder' | 'attached'
  /** Why nothing can be written, in sentences; null when it can. */
  readOnlyReason: string | null
  /** Has the listener called whenever the process that held the database is gone and a next one holds it. */
  onReconnected: (listener: () => void) => void
}

export type SessionOptions = {
  /** Trainers at once while this process is the database's host; usually as its settings say. */
  parallel?: number | undefined
}

/** Opens the database for one action, and closes it whatever comes of that. */
export async function withSession<T>(
  database: string,
  { parallel }: SessionOptions,
  action: (session: Session) => Promise<T>,
): Promise<T> {
  // Loaded only where it is used: help and completion are to be quick.
  const { openWorkbench } = await import('../host/open-workbench.ts')
  const listeners = new Set<() => void>()
  const workbench = await openWorkbench({
    ...{ database, home: homeFolder() },
    ...(parallel !== undefined && { parallel }),
    onReconnected: () => listeners.forEach((listener) => listener()),
  })
  try {
    return await action({
      api: patientApi(workbench.api),
      database,
      role: () => workbench.role(),
      readOnlyReason: workbench.readOnlyReason,
      onReconnected: (listener) => void listeners.add(listener),
    })
  } finally {
    await workbench.close()
  }
}
