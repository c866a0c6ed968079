import { shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { WorkbenchError } from '../../../contract/errors.ts'
import { problemsInMessage } from '../design/draft-check.ts'
import { presetOf } from '../design/preset-of.ts'
import { act } from '../host.ts'
import { useDraft } from '../stores/draft.ts'
import { useDraftCheck } from '../stores/draft-check.ts'
import { useReadOnly } from '../stores/read-only.ts'
import { useTellIfPaused } from './use-paused-offer.ts'

/** Makes the draft an experiment and goes to it. What the host refuses is shown beside its field, or else at the top. */
export function useStart() {
  const store = useDraft()
  const checks = useDraftCheck()
  const readOnly = useReadOnly()
  const router = useRouter()
  const tellIfPaused = useTellIfPaused()
  const isStarting = shallowRef(false)
  const refusal = shallowRef<string | null>(null)

  watch(
    () => store.work,
    () => (refusal.value = null),
  )

  async function start(): Promise<void> {
    const { spec } = checks.check
    if (!spec || checks.problems.length > 0 || isStarting.value || readOnly.isReadOnly) return
    const { origin, draft, backend } = store.work
    isStarting.value = true
    try {
      const preset = presetOf(origin, draft)
      const { id } = await act('experiments.create', { spec, backend, preset })
      store.finish()
      await router.push({ name: 'experiment', params: { id } })
      tellIfPaused(spec.name)
    } catch (error) {
      const message = error instanceof WorkbenchError ? error.message : String(error)
      checks.refused = problemsInMessage(message)
      refusal.value = checks.refused.length > 0 ? null : message
    } finally {
      isStarting.value = false
    }
  }

  return { isStarting, refusal, start }
}
