import { homeFolder } from '../host/home-folder.ts'
import { openWorkbench, type WorkbenchOptions } from '../host/open-workbench.ts'
import { givingWay } from '../host/supervised-trainer.ts'
import { spawnTrainer } from '../host/trainer-process.ts'
import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi } from '../contract/host.ts'
import { endingWords } from '../host/ending-words.ts'
import { keepPort, lastPort } from './last-port.ts'
import { openBrowser } from './open-browser.ts'
import { serve, type Server } from './serve.ts'

export type RunOptions = Pick<WorkbenchOptions, 'downloadSources'> & {
  database: string
  folder: string
  /** 0 for that of the last server, or any that is free. */
  port: number
  /** Whether the page is shown in the user's browser at once. */
  isOpened: boolean
}

/**
 * Opens the database, or joins the program that holds it, and serves it until this process is told to end; what is in
 * training then is interrupted in order.
 * @throws WorkbenchError `unavailable` when the database can't be opened or the port is taken
 */
export async function runServer({ database, folder, port, isOpened, ...options }: RunOptions): Promise<void> {
  const home = homeFolder()
  let reconnectPages = (): void => undefined
  const onReconnected = (): void => reconnectPages()
  const workbench = await openWorkbench({
    ...{ ...options, database, home, onReconnected },
    spawn: givingWay(spawnTrainer),
  })
  const server = await serveAgain(workbench.api, { home, database, folder, port }).catch(
    async (error: unknown) => {
      await workbench.close()
      throw error
    },
  )
  reconnectPages = server.reconnectPages
  const shared = workbench.role() === 'attached' ? ' Another program holds it; both show the same.' : ''
  say(`BatchNorm Workbench is at\n\n  ${server.link}\n\nDatabase: ${database}.${shared}\nCtrl-C ends it.`)
  endOnSignal(async () => {
    const trained = await inTraining(workbench.api).catch(() => null)
    await server.close()
    await workbench.close()
    if (trained && workbench.role() === 'holder') say(endingWords(trained.running, trained.experiments))
  })
  if (!isOpened) return
  await openBrowser(server.link).catch(() => say('No browser could be opened here: open the link yourself.'))
}

/** How many runs train, and the names of their experiments; null while none does. */
async function inTraining(api: HostApi): Promise<{ running: number; experiments: string[] } | null> {
  const { running, trainers } = await api.call('queue.state', {})
  if (running === 0) return null
  const ids = [...new Set(trainers.map(({ experimentId }) => experimentId))]
  const experiments = await Promise.all(ids.map((id) => api.call('experiments.get', { id })))
  return { running, experiments: experiments.map(({ name }) => name) }
}

/** Where the database was served last, unless a port is given or that one is taken. */
async function serveAgain(
  api: HostApi,
  { home, database, folder, port }: { home: string; database: string; folder: string; port: number },
): Promise<Server> {
  const wanted = port === 0 ? await lastPort(home, database) : port
  const server = await serve(api, { folder, port: wanted }).catch((error: unknown) => {
    if (port !== 0 || !(error instanceof WorkbenchError)) throw error
    return serve(api, { folder, port: 0 })
  })
  await keepPort(home, database, server.port)
  return server
}

/** The first signal ends it in order, the second at once. */
function endOnSignal(end: () => Promise<void>): void {
  let isEnding = false
  const onSignal = (): void => {
    if (isEnding) process.exit(130)
    isEnding = true
    say('Ending …')
    void end().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
