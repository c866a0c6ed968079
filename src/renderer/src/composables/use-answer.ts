import {
  onScopeDispose,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import type { HostAnswers, HostCall, HostEvents, HostInput } from '../../../contract/host.ts'
import { host, reconnected } from '../host.ts'

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
 * reconnect. No question is asked while the input is null. An answer that was overtaken by a later question is dropped.
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
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const asked = toValue(input)
    const question = ++latest
    isLoading.value = asked !== null
    if (asked === null) return
    try {
      const given = await host.call(name, asked)
      if (question !== latest) return
      answer.value = given
      problem.value = null
    } catch (error) {
      if (question !== latest) return
      problem.value = error instanceof Error ? error.message : String(error)
    }
    isLoading.value = false
  }

  function askSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      void ask()
    }, againMs)
  }

  watch([() => toValue(input), reconnected], () => void ask(), { immediate: true })
  const stops = hints.map((hint) => host.on(hint, askSoon))
  onScopeDispose(() => {
    clearTimeout(timer)
    latest++
    for (const stop of stops) stop()
  })
  return {
    answer: shallowReadonly(answer),
    problem: shallowReadonly(problem),
    isLoading: shallowReadonly(isLoading),
    refresh: () => void ask(),
  }
}
