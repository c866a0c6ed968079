import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

export type SaveState = 'saved' | 'changed' | 'saving' | 'failed'

const AFTER_MS = 600

/**
 * A text that is saved a moment after it was changed, and at once when whoever edits it leaves. What was saved elsewhere
 * replaces it unless it is being changed here.
 */
export function useAutosave(
  saved: () => string,
  save: (text: string) => Promise<boolean>,
): { text: Ref<string>; state: Readonly<Ref<SaveState>> } {
  const text = ref(saved())
  const state = ref<SaveState>('saved')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function saveNow(): Promise<void> {
    clearTimeout(timer)
    const sent = text.value
    state.value = 'saving'
    const isSaved = await save(sent)
    if (text.value === sent) state.value = isSaved ? 'saved' : 'failed'
  }

  watch(text, (now) => {
    if (now === saved() && state.value === 'saved') return
    state.value = 'changed'
    clearTimeout(timer)
    timer = setTimeout(() => void saveNow(), AFTER_MS)
  })
  watch(saved, (elsewhere) => {
    if (state.value === 'saved') text.value = elsewhere
  })
  onScopeDispose(() => {
    if (state.value === 'changed') void saveNow()
  })
  return { text, state: readonly(state) }
}
