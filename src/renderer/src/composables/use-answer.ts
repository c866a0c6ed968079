import { shallowReadonly, shallowRef, toValue, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { HostAnswers, HostCall, HostEvents, HostInput } from '../../../contract/host.ts'
import { host } from '../host.ts'
import { usePacedQuestion } from './use-paced-question.ts'

/** Hints that come in a burst are answered by one question, usually at most this often. */
const AGAIN_MS = 250

export type Answer<C extends HostCall> = {
  /** The last answer, also while the next one is on its way; null before the first. */
  answer: Readonly<ShallowRef<HostAnswers[C] | null>>
  /** Why the last question failed, as a sentence; null when it did not. */
  problem: Readonly<ShallowRef<string | null>>
  isLoading: Readonly<ShallowRef<boolean>>
  refresh: () => void
}

/**
 * A call's answer, kept up to date: asked again when its input changes, when one of the hints comes, and after each
 * reconnect. No question is asked while the input is null. An answer is dropped only if the input changed meanwhile.
 */
export function useAnswer<C extends HostCall>(
  name: C,
  input: MaybeRefOrGetter<HostInput<C> | null>,
  hints: readonly (keyof HostEvents)[] = [],
  againMs = AGAIN_MS,
): Answer<C> {
  const answer = shallowRef<HostAnswers[C] | null>(null)
  const problem = shallowRef<string | null>(null)
  const isLoading = shallowRef(false)

  async function ask(isCurrent: () => boolean): Promise<void> {
    const asked = toValue(input)
    isLoading.value = asked !== null
    if (asked === null) return
    try {
      const given = await host.call(name, asked)
      if (!isCurrent()) return
      answer.value = given
      problem.value = null
    } catch (error) {
      if (!isCurrent()) return
      problem.value = error instanceof Error ? error.message : String(error)
    }
    isLoading.value = false
  }

  const question = usePacedQuestion(input, ask, hints, () => againMs)
  return {
    answer: shallowReadonly(answer),
    problem: shallowReadonly(problem),
    isLoading: shallowReadonly(isLoading),
    refresh: () => question.ask(),
  }
}
