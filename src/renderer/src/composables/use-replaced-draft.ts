import { useToast } from '@nuxt/ui/composables'
import { watch } from 'vue'
import { useDraft } from '../stores/draft.ts'

/** @returns a way to say that what the address asked for has taken the place of the user's draft, with Undo */
export function useReplacedDraft(): () => void {
  const store = useDraft()
  const toast = useToast()
  return () => {
    const { id } = toast.add({
      title: 'Your draft was replaced.',
      description: 'It is one step back.',
      icon: 'i-lucide-undo-2',
      duration: 10_000,
      actions: [{ label: 'Undo', color: 'neutral', variant: 'outline', onClick: store.undo }],
    })
    // From the next change on, one step back is another one.
    watch(
      () => store.work,
      () => toast.remove(id),
      { once: true },
    )
  }
}
