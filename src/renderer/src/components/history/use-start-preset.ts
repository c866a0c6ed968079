import { useToast } from '@nuxt/ui/composables'
import { shallowRef, type ShallowRef } from 'vue'
import type { Preset } from '../../../../domain/preset.ts'
import { useTellIfPaused } from '../../composables/use-paused-offer.ts'
import { act } from '../../host.ts'
import { router } from '../../router.ts'

/** Starts a preset as it is and goes to its page. */
export function useStartPreset(): {
  /** The id of the preset that is being started. */
  starting: Readonly<ShallowRef<string | null>>
  start: (preset: Preset) => Promise<void>
} {
  const toast = useToast()
  const tellIfPaused = useTellIfPaused()
  const starting = shallowRef<string | null>(null)

  async function start({ id, title, spec }: Preset): Promise<void> {
    if (starting.value !== null) return
    starting.value = id
    try {
      const experiment = await act('experiments.create', { spec, preset: id })
      await router.push({ name: 'experiment', params: { id: experiment.id } })
      tellIfPaused(title)
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.add({ title: `“${title}” was not started`, description, color: 'error', duration: 0 })
    }
    starting.value = null
  }

  return { starting, start }
}
