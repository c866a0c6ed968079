import { useToast } from '@nuxt/ui/composables'
import type { ExperimentSummary } from '../../../../contract/host-answers.ts'
import { countText } from '../../../../domain/number-text.ts'
import { sizeText } from '../../../../domain/size-text.ts'
import { host } from '../../host.ts'
import { saveFile } from '../../save-file.ts'
import { isStoppable } from './status-look.ts'

/** The most ids that the host takes at once. */
const MOST_IDS = 10_000

export type ExperimentActions = {
  rename: (id: string, name: string) => Promise<boolean>
  describe: (id: string, notes: string, tags: string[]) => Promise<boolean>
  stop: (ids: readonly string[]) => Promise<void>
  resume: (ids: readonly string[]) => Promise<void>
  /** With an offer to take it back. */
  trash: (ids: readonly string[], known: readonly ExperimentSummary[]) => Promise<boolean>
  restore: (ids: readonly string[]) => Promise<boolean>
  purge: (ids: readonly string[]) => Promise<boolean>
  exportResults: (ids: readonly string[]) => Promise<void>
}

/** What is done to experiments of a list; each says what became of it. `changed` is called after each. */
export function useExperimentActions(changed: () => void): ExperimentActions {
  const toast = useToast()

  /** @returns whether it was done; why it could not be, the user is told */
  async function attempt(what: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      return true
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.add({ title: what, description, color: 'error', icon: 'i-lucide-triangle-alert', duration: 0 })
      return false
    } finally {
      changed()
    }
  }

  async function inParts(
    call: 'experiments.trash' | 'experiments.restore',
    ids: readonly string[],
  ): Promise<void> {
    for (let start = 0; start < ids.length; start += MOST_IDS)
      await host.call(call, { ids: ids.slice(start, start + MOST_IDS) })
  }

  /** One after another; says how many runs were concerned. */
  async function each(
    call: 'experiments.stop' | 'experiments.resume',
    ids: readonly string[],
    said: (runs: number) => string,
  ): Promise<void> {
    let runs = 0
    const isDone = await attempt('Not all of it could be done', async () => {
      for (const id of ids) runs += (await host.call(call, { id })).ids.length
    })
    if (isDone) toast.add({ title: said(runs), icon: 'i-lucide-check' })
  }

  const restore = (ids: readonly string[]): Promise<boolean> =>
    attempt('This could not be restored', () => inParts('experiments.restore', ids))

  return {
    rename: (id, name) =>
      attempt('The name could not be changed', async () => {
        await host.call('experiments.rename', { id, name })
      }),
    describe: (id, notes, tags) =>
      attempt('Notes and tags could not be saved', async () => {
        await host.call('experiments.annotate', { id, notes })
        await host.call('experiments.tag', { id, tags })
      }),
    stop: (ids) =>
      each('experiments.stop', ids, (runs) =>
        runs === 0
          ? 'Nothing was training or waiting'
          : `${countText(runs, 'run')} stopped; they can be resumed`,
      ),
    resume: (ids) =>
      each('experiments.resume', ids, (runs) =>
        runs === 0 ? 'Nothing was left to train' : `${countText(runs, 'run')} queued again`,
      ),
    restore,
    async trash(ids, known) {
      const isDone = await attempt('This could not be moved to the trash', () =>
        inParts('experiments.trash', ids),
      )
      if (isDone) {
        const [only] = known
        const what = ids.length === 1 && only ? `“${only.name}”` : countText(ids.length, 'experiment')
        const hadStopped = known.some(({ runs }) => isStoppable(runs))
        toast.add({
          title: `${what} moved to the trash`,
          ...(hadStopped && { description: 'Its training was stopped; once restored, it can be resumed.' }),
          icon: 'i-lucide-trash-2',
          duration: 10_000,
          actions: [
            { label: 'Undo', color: 'neutral', variant: 'outline', onClick: () => void restore(ids) },
          ],
        })
      }
      return isDone
    },
    async purge(ids) {
      let bytes = 0
      const isDone = await attempt('This could not be removed', async () => {
        for (let start = 0; start < ids.length; start += MOST_IDS)
          bytes += (await host.call('experiments.purge', { ids: ids.slice(start, start + MOST_IDS) }))
            .bytesFreed
      })
      if (isDone)
        toast.add({
          title: `${countText(ids.length, 'experiment')} removed for good`,
          description: `${sizeText(bytes)} of checkpoints freed.`,
          icon: 'i-lucide-check',
        })
      return isDone
    },
    async exportResults(ids) {
      for (const id of ids) {
        await attempt('The results could not be exported', async () => {
          const { files } = await host.call('exports.read', { id, form: 'json' })
          for (const { name, bytes } of files) {
            saveFile(name, new Blob([Uint8Array.from(bytes)]))
            toast.add({
              title: `${name} exported`,
              description: sizeText(bytes.length),
              icon: 'i-lucide-check',
            })
          }
        })
      }
    },
  }
}
