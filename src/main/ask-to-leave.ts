import { dialog, type BrowserWindow } from 'electron'
import type { HostApi } from '../contract/host.ts'
import type { QueueState } from '../contract/host-answers.ts'

export type Leaving = 'stop' | 'keep' | 'stay'

/** Whether something trains, or will without another word. */
function isTraining({ running, queued, isPaused }: QueueState): boolean {
  return running > 0 || (queued > 0 && !isPaused)
}

/** Asks what becomes of what trains; nothing is asked when nothing does, or when the host doesn't know. */
export async function askToLeave(api: HostApi, window: BrowserWindow | null): Promise<Leaving> {
  const state = await api.call('queue.state', {}).catch(() => null)
  if (state === null || !isTraining(state)) return 'stop'
  const options = {
    type: 'question' as const,
    title: 'BatchNorm Workbench',
    message: 'Training is not finished.',
    detail:
      `${inWords(state)} Stopped runs can be resumed from where they are. In the background they train on without ` +
      'a window, and the program ends when they are done.',
    buttons: ['Stop and quit', 'Keep training in the background', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  }
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  return response === 0 ? 'stop' : response === 1 ? 'keep' : 'stay'
}

function inWords({ running, queued }: QueueState): string {
  const parts = [running > 0 && `${counted(running)} in training`, queued > 0 && `${counted(queued)} waiting`]
  return `${parts.filter((part) => part !== false).join(', ')}.`
}

function counted(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`
}

/** Resolves when nothing trains any more. */
export function trainingEnds(api: HostApi): Promise<void> {
  return new Promise((resolve) => {
    const check = async (): Promise<void> => {
      // A host that is lost meanwhile trains nothing: there is nothing left to wait for.
      const state = await api.call('queue.state', {}).catch(() => null)
      if (state !== null && isTraining(state)) return
      stop()
      resolve()
    }
    const stop = api.on('queue.changed', () => void check())
    void check()
  })
}
