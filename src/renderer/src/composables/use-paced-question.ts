import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { HostEvents } from '../../../contract/host.ts'
import { host, reconnected } from '../host.ts'
import { PacedQuestion } from './paced-question.ts'

/**
 * A question that is asked when its input changes, when one of the hints comes and after each reconnect, until the scope
 * ends.
 * @param ask as `PacedQuestion` has it
 * @param pause milliseconds to wait for further hints
 */
export function usePacedQuestion(
  input: MaybeRefOrGetter<unknown>,
  ask: (isCurrent: () => boolean) => Promise<void>,
  hints: readonly (keyof HostEvents)[],
  pause: () => number,
): PacedQuestion {
  const question = new PacedQuestion(() => JSON.stringify(toValue(input)), ask, pause)
  watch(
    () => toValue(input),
    () => question.ask(),
    { immediate: true },
  )
  watch(reconnected, () => question.askAnew())
  const stops = hints.map((hint) => host.on(hint, () => question.askSoon()))
  onScopeDispose(() => {
    question.close()
    for (const stop of stops) stop()
  })
  return question
}
