import { useToast } from '@nuxt/ui/composables'
import { countText } from '../../../../domain/number-text.ts'
import { sizeText } from '../../../../domain/size-text.ts'
import { usePausedOffer } from '../../composables/use-paused-offer.ts'
import { act, host } from '../../host.ts'
import { saveFile } from '../../save-file.ts'
import { experimentNames } from './experiment-names.ts'
import { inParts } from './in-parts.ts'
import { failureWords, MOST_TOLD, oneByOne, type Failed } from './one-by-one.ts'
import { stoppedWords } from './trashed-words.ts'

/** A browser is handed one file after another: of more, some get lost. */
const MOST_FILES = 20

export type ExperimentActions = {
  rename: (id: string, name: string) => Promise<boolean>
  stop: (ids: readonly string[]) => Promise<void>
  resume: (ids: readonly string[]) => Promise<void>
  /** With an offer to take it back; one alone is told by its name. */
  trash: (ids: readonly string[], name?: string) => Promise<boolean>
  restore: (ids: readonly string[]) => Promise<boolean>
  purge: (ids: readonly string[]) => Promise<boolean>
  exportResults: (ids: readonly string[]) => Promise<void>
}

/** What is done to experiments of a list; each says what became of it. `changed` is called after each. */
export function useExperimentActions(changed: () => void): ExperimentActions {
  const toast = useToast()
  const pausedOffer = usePausedOffer()

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

  /** @returns what was done to each; what failed, the user is told */
  async function each<T>(
    ids: readonly string[],
    could: string,
    act: (id: string) => Promise<T>,
  ): Promise<T[]> {
    const { done, failed } = await oneByOne(ids, act)
    changed()
    if (failed.length > 0) await tellFailed(failed, ids.length, could)
    return done
  }

  async function tellFailed(failed: readonly Failed[], of: number, could: string): Promise<void> {
    const names =
      of === 1
        ? new Map<string, string>()
        : await experimentNames(failed.slice(0, MOST_TOLD).map(({ id }) => id))
    toast.add({
      ...failureWords(failed, of, could, names),
      ...{ color: 'error', icon: 'i-lucide-triangle-alert', duration: 0 },
      ui: { description: 'whitespace-pre-line' },
    })
  }

  const runsOf = (changes: readonly { ids: readonly string[] }[]): number =>
    changes.reduce((sum, { ids }) => sum + ids.length, 0)

  const restore = (ids: readonly string[]): Promise<boolean> =>
    attempt('This could not be restored', async () => {
      await inParts(ids, (part) => act('experiments.restore', part))
    })

  return {
    rename: (id, name) =>
      attempt('The name could not be changed', async () => {
        await act('experiments.rename', { id, name })
      }),
    async stop(ids) {
      const done = await each(ids, 'stopped', (id) => act('experiments.stop', { id }))
      const title =
        runsOf(done) === 0
          ? 'Nothing was training or waiting'
          : 'Stopped; what is left to train can be resumed'
      if (done.length > 0) toast.add({ title, icon: 'i-lucide-check' })
    },
    async resume(ids) {
      const done = await each(ids, 'resumed', (id) => act('experiments.resume', { id }))
      const runs = runsOf(done)
      const title = runs === 0 ? 'Nothing was left to train' : `${countText(runs, 'run')} queued again`
      if (done.length > 0) toast.add({ title, ...pausedOffer(), icon: 'i-lucide-check' })
    },
    restore,
    async trash(ids, name) {
      let stopped: string[] = []
      const isDone = await attempt('This could not be moved to the trash', async () => {
        const trashed = await inParts(ids, (part) => act('experiments.trash', part))
        stopped = trashed.flatMap((part) => part.stopped)
      })
      const what = ids.length === 1 && name ? `“${name}”` : countText(ids.length, 'experiment')
      if (isDone)
        toast.add({
          title: `${what} moved to the trash`,
          ...stoppedWords(ids.length, stopped),
          icon: 'i-lucide-trash-2',
          duration: 10_000,
          actions: [
            { label: 'Undo', color: 'neutral', variant: 'outline', onClick: () => void restore(ids) },
          ],
        })
      return isDone
    },
    async purge(ids) {
      let bytes = 0
      const isDone = await attempt('This could not be removed', async () => {
        const purged = await inParts(ids, (part) => act('experiments.purge', part))
        for (const { bytesFreed } of purged) bytes += bytesFreed
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
      if (ids.length > MOST_FILES) {
        const title = `At most ${MOST_FILES} experiments are exported at once`
        const description = `${countText(ids.length, 'experiment')} are selected: take fewer, or use “bnw export” in a terminal.`
        toast.add({ title, description, color: 'warning', icon: 'i-lucide-triangle-alert' })
        return
      }
      const saved = (await each(ids, 'exported', saveResults)).flat()
      const [only, ...others] = saved
      if (only === undefined) return
      toast.add({
        title: others.length === 0 ? `${only.name} exported` : `${countText(saved.length, 'file')} exported`,
        description: sizeText(saved.reduce((sum, { bytes }) => sum + bytes, 0)),
        icon: 'i-lucide-check',
      })
    },
  }
}

async function saveResults(id: string): Promise<{ name: string; bytes: number }[]> {
  const { files } = await host.call('exports.read', { id, form: 'json' })
  return files.map(({ name, bytes }) => {
    saveFile(name, new Blob([Uint8Array.from(bytes)]))
    return { name, bytes: bytes.length }
  })
}
