import { useToast } from '@nuxt/ui/composables'
import { useRouter } from 'vue-router'
import type { ExperimentDetail, RunSummary } from '../../../../contract/host-answers.ts'
import { countText } from '../../../../domain/number-text.ts'
import { useAsk } from '../../composables/use-ask.ts'
import { usePausedOffer } from '../../composables/use-paused-offer.ts'
import { useResume } from '../../composables/use-resume.ts'
import { stoppedWords } from '../history/trashed-words.ts'

export type ExperimentActions = Record<'stop' | 'resume' | 'retryFailed' | 'trash', () => Promise<void>> & {
  rename: (name: string) => Promise<void>
}

/** What can be done with an experiment; what fails says why in a toast. */
export function useExperimentActions(
  experiment: () => ExperimentDetail,
  runs: () => readonly RunSummary[],
): ExperimentActions {
  const toast = useToast()
  const router = useRouter()
  const ask = useAsk()
  const resume = useResume()
  const pausedOffer = usePausedOffer()

  async function restore(id: string): Promise<void> {
    if ((await ask('experiments.restore', { ids: [id] })) !== null)
      await router.push({ name: 'experiment', params: { id } })
  }

  return {
    async stop() {
      const stopped = await ask('experiments.stop', { id: experiment().id })
      // Not how many: one of them may have ended by itself meanwhile.
      if (stopped) toast.add({ title: 'Stopped. What is trained so far is kept.', icon: 'i-lucide-square' })
    },
    resume: () => resume(experiment().id),
    async retryFailed() {
      const failed = runs().filter(({ status }) => status === 'failed')
      const retried = await ask('runs.retry', { ids: failed.map(({ id }) => id) })
      if (retried)
        toast.add({
          title: `${countText(retried.ids.length, 'run')} in the queue again, from the start.`,
          ...pausedOffer(),
          icon: 'i-lucide-rotate-ccw',
        })
    },
    async trash() {
      const { id, name } = experiment()
      const trashed = await ask('experiments.trash', { ids: [id] })
      if (trashed === null) return
      toast.add({
        title: `“${name}” is in the trash.`,
        ...stoppedWords(1, trashed.stopped),
        icon: 'i-lucide-trash-2',
        actions: [{ label: 'Undo', color: 'neutral', variant: 'outline', onClick: () => void restore(id) }],
      })
      await router.push({ name: 'experiments' })
    },
    async rename(name) {
      await ask('experiments.rename', { id: experiment().id, name })
    },
  }
}
