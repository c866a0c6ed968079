import { computed, shallowRef, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import type { Plan } from '../../../../contract/host-answers.ts'
import { durationText } from '../../../../domain/duration-text.ts'
import { countText } from '../../../../domain/number-text.ts'
import { findPreset } from '../../../../domain/presets.ts'
import { useAnswer } from '../../composables/use-answer.ts'
import { act } from '../../host.ts'

/** Running a lesson's experiment: what it would cost, and its start. Nothing is asked before it comes into view. */
export function useLessonRun(presetId: string, isVisible: Ref<boolean>) {
  const preset = findPreset(presetId)!
  const router = useRouter()
  const isMeasured = shallowRef(false)
  const isStarting = shallowRef(false)
  const startProblem = shallowRef<string | null>(null)
  const plan = useAnswer('experiments.plan', () =>
    isVisible.value ? { spec: preset.spec, measure: isMeasured.value } : null,
  )

  async function start(): Promise<void> {
    isStarting.value = true
    startProblem.value = null
    try {
      const { id } = await act('experiments.create', { spec: preset.spec, preset: preset.id })
      await router.push({ name: 'experiment', params: { id } })
    } catch (error) {
      startProblem.value = error instanceof Error ? error.message : String(error)
    }
    isStarting.value = false
  }

  return {
    ...{ preset, start, isStarting, plan: plan.answer, isPlanning: plan.isLoading },
    cost: computed(() => (plan.answer.value === null ? null : costText(plan.answer.value))),
    problem: computed(
      () => startProblem.value ?? plan.problem.value ?? plan.answer.value?.problems[0] ?? null,
    ),
    measure: () => {
      isMeasured.value = true
    },
  }
}

/** “9 runs, about 8 s”; without the time while that is not known. */
function costText({ runs, secondsLeft }: Pick<Plan, 'runs' | 'secondsLeft'>): string {
  return secondsLeft === null
    ? `${countText(runs, 'run')}; how long they take here is not measured yet`
    : `${countText(runs, 'run')}, about ${durationText(secondsLeft)} on this machine when it is idle`
}
