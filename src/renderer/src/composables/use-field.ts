import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { pathText } from '../../../domain/spec-problem.ts'
import { besideField, problemsOf } from '../design/draft-check.ts'
import { isSame, valueAt, type DraftPath } from '../design/draft-path.ts'
import { fieldText } from '../design/field-text.ts'
import { valueText } from '../design/value-text.ts'
import { useDraft } from '../stores/draft.ts'
import { useDraftCheck } from '../stores/draft-check.ts'

/** Where a value decides which others there are. */
const KIND = /\.(type|scheme|from)$/

/** What a field of the form shows of its place in the draft. */
export function useField(path: MaybeRefOrGetter<DraftPath>) {
  const store = useDraft()
  const checks = useDraftCheck()
  const place = computed(() => pathText(toValue(path)))
  const text = computed(() => fieldText(place.value))
  const value = computed(() => valueAt(store.draft, toValue(path)))
  const isKind = computed(() => KIND.test(place.value))
  const origin = computed(() => valueAt(isKind.value ? store.originalKinds : store.origin, toValue(path)))
  const usual = computed(() => valueAt(isKind.value ? store.usualKinds : store.defaults, toValue(path)))
  const inWords = (one: unknown): string => valueText(one, text.value.control)

  return {
    ...{ text, value },
    error: computed(() => {
      const [first] = problemsOf(checks.problems, place.value)
      return first ? besideField(first) : null
    }),
    usual: computed(() => (usual.value === undefined || text.value.isOwn ? null : inWords(usual.value))),
    before: computed(() =>
      origin.value === undefined || isSame(origin.value, value.value) ? null : inWords(origin.value),
    ),
    set: (next: unknown) => store.set(toValue(path), next),
    /** Another kind of thing comes back with its settings. */
    reset: () => {
      const back = isKind.value ? toValue(path).slice(0, -1) : toValue(path)
      const from = isKind.value ? store.originalKinds : store.origin
      store.set(back, valueAt(from, back), `reset ${place.value}`)
    },
  }
}
