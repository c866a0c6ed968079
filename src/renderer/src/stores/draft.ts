import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { BackendChoice } from '../../../contract/call-parts.ts'
import { pathText } from '../../../domain/spec-problem.ts'
import { findPreset, PRESETS } from '../../../domain/presets.ts'
import { draftOf, type Draft } from '../design/draft.ts'
import { isUsersWork } from '../design/repeated-draft.ts'
import { isSame, valueAt, withValueAt, type DraftPath } from '../design/draft-path.ts'
import {
  forgetWork,
  keepWork,
  keptWork,
  workOfOtherTab,
  type Origin,
  type Work,
} from '../design/draft-storage.ts'
import { edited, newHistory, redone, undone } from '../design/edit-history.ts'
import { alignedOrigin, blankDraft, usualValues } from '../design/usual-values.ts'

/** The experiment that is being designed: every change can be undone, and all of it survives a reload. */
export const useDraft = defineStore('draft', () => {
  const kept = keptWork(localStorage)
  const history = shallowRef(newHistory(kept === null || kept === 'unreadable' ? firstWork() : kept))
  /** What happened to the draft, in a sentence; null where nothing is to be said. */
  const notice = shallowRef(
    kept === 'unreadable' ? 'The draft that was kept here could not be read, so this is a fresh one.' : null,
  )
  const isKept = shallowRef(true)
  /** What another tab has made of the draft, until this one takes it or keeps its own; null where they are the same. */
  const elsewhere = shallowRef<Work | null>(null)
  /** What is begun with after a start, which is not worth keeping, nor telling another tab of. */
  let forgotten: Work | null = null

  const work = computed(() => history.value.present)
  const draft = computed(() => work.value.draft)
  const isChanged = computed(() => !isSame(draft.value, work.value.baseline))
  /** The values that fields are compared with: of the preset or experiment that the draft began as. */
  const origin = computed(() => usualValues(draft.value, work.value.baseline))
  /** The same with the kinds that it began with, also where the draft has other ones. */
  const originalKinds = computed(() => alignedOrigin(draft.value, work.value.baseline))
  /** The usual values, whatever the draft began as. */
  const defaults = computed(() => usualValues(draft.value, blankDraft))

  const usualKinds = computed(() => alignedOrigin(draft.value, blankDraft))

  function edit(next: Work, what: string): void {
    notice.value = null
    history.value = edited(history.value, next, what, Date.now())
  }

  function go(to: typeof history.value): void {
    notice.value = null
    history.value = to
  }

  /** Puts a value at a place. Changes of one place that follow each other closely are one step back. */
  function set(path: DraftPath, value: unknown, what = pathText(path)): void {
    if (isSame(valueAt(draft.value, path), value)) return
    edit({ ...work.value, draft: withValueAt(draft.value, path, value) }, what)
  }

  /** Goes on with another draft, as one step that can be undone. @returns whether it took the place of the user's work */
  function load(from: Origin, baseline: Draft, changed: Draft = baseline): boolean {
    const wasChanged = isUsersWork(work.value)
    edit({ ...work.value, origin: from, baseline, draft: changed }, `load ${Date.now()}`)
    if (wasChanged) notice.value = 'The draft that was here is one step back: undo brings it back.'
    return wasChanged
  }

  /** @returns whether it took the place of the user's work; null where there is no such preset */
  function loadPreset(id: string): boolean | null {
    const preset = findPreset(id)
    return preset ? load({ from: 'preset', id }, draftOf(preset.spec)) : null
  }

  function discard(): void {
    edit({ ...firstWork(), backend: work.value.backend }, `discard ${Date.now()}`)
    notice.value = 'The draft is discarded; undo brings it back.'
  }

  /** The draft has become an experiment: the next one begins anew. */
  function finish(): void {
    forgotten = firstWork()
    history.value = newHistory(forgotten)
    elsewhere.value = null
    forgetWork(localStorage)
  }

  /** Which of two tabs' drafts is gone on with; the other tab is told, or its draft is the same then. */
  function settle(isTaken: boolean): void {
    const other = elsewhere.value
    elsewhere.value = null
    if (other === null) return
    if (!isTaken) return keep(work.value)
    edit(other, `take ${Date.now()}`)
    notice.value = 'This is the other tab’s draft; undo brings yours back.'
  }

  function keep(now: Work): void {
    isKept.value = keepWork(localStorage, now)
  }

  /** The only draft that was kept has become an experiment in another tab: what is written here would be nowhere. */
  function keepOwn(): void {
    elsewhere.value = null
    if (isChanged.value) keep(work.value)
  }

  watch(work, (now) => {
    if (now !== forgotten) keep(now)
  })
  useEventListener('storage', (event) => {
    const other = workOfOtherTab(event)
    if (other === 'forgotten') keepOwn()
    else if (other !== null) elsewhere.value = isSame(other, work.value) ? null : other
  })

  return {
    ...{ work, draft, origin, originalKinds, defaults, usualKinds, notice, isChanged, isKept, elsewhere },
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    ...{ set, load, loadPreset, discard, finish, settle },
    loadBlank: () => load({ from: 'blank' }, blankDraft),
    replace: (next: Draft) => edit({ ...work.value, draft: next }, `replace ${Date.now()}`),
    choose: (backend: BackendChoice) => edit({ ...work.value, backend }, 'backend'),
    undo: () => go(undone(history.value)),
    redo: () => go(redone(history.value)),
  }
})

/** The first preset, so that one click is enough. */
function firstWork(): Work {
  const preset = PRESETS[0]!
  const draft = draftOf(preset.spec)
  return { origin: { from: 'preset', id: preset.id }, baseline: draft, draft, backend: 'auto' }
}
