import { useToast } from '@nuxt/ui/composables'
import type { HostAnswers, HostCall, HostInput } from '../../../contract/host.ts'
import { act } from '../host.ts'

export type Ask = <C extends HostCall>(name: C, input: HostInput<C>) => Promise<HostAnswers[C] | null>

/** Calls the host for something that the user asked for; a toast says what went wrong, and the answer is null then. */
export function useAsk(): Ask {
  const toast = useToast()
  return async (name, input) => {
    try {
      return await act(name, input)
    } catch (error) {
      const title = error instanceof Error ? error.message : String(error)
      toast.add({ title, color: 'error', icon: 'i-lucide-triangle-alert' })
      return null
    }
  }
}
