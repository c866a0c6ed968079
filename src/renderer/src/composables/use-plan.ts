import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose, shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import type { BackendChoice } from '../../../contract/call-parts.ts'
import type { Plan } from '../../../contract/host-answers.ts'
import type { Spec } from '../../../domain/spec.ts'
import { host, reconnected } from '../host.ts'

/** The first change is asked about at once; while somebody types on, once in so many milliseconds. */
const AGAIN_MS = 50
/** Shapes are measured after so many milliseconds without a change: it takes seconds and a core. */
const QUIET_MS = 800

export type PlanQuestion = { spec: Spec; backend: BackendChoice }

export type HostPlan = {
  /** The last answer, which may be of an earlier draft while `isStale`. */
  plan: Readonly<ShallowRef<Plan | null>>
  isStale: Readonly<ShallowRef<boolean>>
  /** Whether the time is being measured now, or is about to be; of the last answer while `isStale`. */
  isMeasuring: Readonly<ShallowRef<boolean>>
  problem: Readonly<ShallowRef<string | null>>
  retry: () => void
  /** Measures the time again, where that could not be done. */
  measure: () => void
}

/**
 * What the host says of a draft: disk and memory soon, the time left as soon as the costs of its shapes are known or
 * measured. An answer that a later one overtook is dropped; one that only a further change overtook is shown, so that
 * the figures move while somebody types. Nothing is asked while the question is null.
 */
export function usePlan(question: () => PlanQuestion | null): HostPlan {
  const plan = shallowRef<Plan | null>(null)
  const isStale = shallowRef(true)
  const isMeasuring = shallowRef(false)
  const problem = shallowRef<string | null>(null)
  /** The last change, and the one that was answered last. */
  let [latest, answered] = [0, 0]
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(asked: PlanQuestion, measure: boolean, turn: number): Promise<Plan | null> {
    try {
      const answer = await host.call('experiments.plan', { ...asked, measure })
      if (turn < answered) return null
      answered = turn
      plan.value = answer
      if (turn !== latest) return null
      isStale.value = false
      problem.value = null
      return answer
    } catch (error) {
      if (turn === latest) problem.value = error instanceof Error ? error.message : String(error)
      return null
    }
  }

  async function askTwice(asked: PlanQuestion, turn: number): Promise<void> {
    const first = await ask(asked, false, turn)
    if (turn !== latest) return
    isMeasuring.value = first?.secondsLeft === null && first.problems.length === 0
    if (isMeasuring.value) timer = setTimeout(() => void measure(asked, turn), QUIET_MS)
  }

  async function measure(asked: PlanQuestion, turn: number): Promise<void> {
    isMeasuring.value = true
    await ask(asked, true, turn)
    if (turn === latest) isMeasuring.value = false
  }

  const askPaced = useThrottleFn(
    (asked: PlanQuestion, turn: number) => {
      if (turn === latest) void askTwice(asked, turn)
    },
    AGAIN_MS,
    true,
  )

  function begin(): void {
    const turn = ++latest
    clearTimeout(timer)
    isStale.value = true
    problem.value = null
    const asked = question()
    if (asked) void askPaced(asked, turn)
    else isMeasuring.value = false
  }

  // Another name is no other plan.
  const content = () => {
    const asked = question()
    return asked === null ? null : JSON.stringify([{ ...asked.spec, name: '' }, asked.backend])
  }
  watch([content, reconnected], begin, { immediate: true })
  onScopeDispose(() => {
    latest++
    clearTimeout(timer)
  })
  return {
    plan: shallowReadonly(plan),
    isStale: shallowReadonly(isStale),
    isMeasuring: shallowReadonly(isMeasuring),
    problem: shallowReadonly(problem),
    retry: begin,
    measure() {
      const asked = question()
      if (asked && !isMeasuring.value) void measure(asked, latest)
    },
  }
}
