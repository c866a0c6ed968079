import { useEventListener } from '@vueuse/core'
import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import type { UnsentText } from './unsent-text.ts'

export type SaveState = 'saved' | 'changed' | 'saving' | 'failed'

const AFTER_MS = 600

export type Autosave = {
  text: Ref<string>
  state: Readonly<Ref<SaveState>>
  /** What was once written here and never saved, where something else has been saved since; null where nothing is. */
  left: Readonly<Ref<string | null>>
  /** Puts what was left under the text, or drops it. */
  settle: (isAdded: boolean) => void
  /** Saves what could not be saved before. */
  retry: () => void
}

type AutosaveOptions = {
  saved: () => string
  /** @returns what is saved at this moment; null where it can't be asked for */
  read: () => Promise<string | null>
  /** @returns whether it is saved */
  save: (text: string) => Promise<boolean>
  unsent: UnsentText
  /** Changes each time that the host can be reached again. */
  reconnected: Readonly<Ref<number>>
}

/**
 * A text that is saved a moment after it was changed, and at once when whoever edits it leaves or closes the page. Until
 * it is saved this browser keeps it, and it is tried again when the host is back: then what was saved elsewhere meanwhile
 * goes before it. What is saved elsewhere at other times replaces it unless it is being changed here.
 */
export function useAutosave({ saved, read, save, unsent, reconnected }: AutosaveOptions): Autosave {
  const text = ref(saved())
  const state = ref<SaveState>('saved')
  const left = shallowRef<string | null>(null)
  /** What the host has: `saved` says so only a moment after a text was saved here. */
  let known = saved()
  /** What could not be saved since anything was; one may have arrived all the same, its answer lost. */
  const tried = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function saveNow(): Promise<void> {
    clearTimeout(timer)
    state.value = 'saving'
    if (tried.size > 0 && !(await isOurs())) return
    const sent = text.value
    const isSaved = await save(sent)
    if (isSaved) {
      known = sent
      tried.clear()
      unsent.forget(sent)
    } else tried.add(sent)
    if (text.value === sent) state.value = isSaved ? 'saved' : 'failed'
  }

  /** Whether nothing was saved elsewhere since a text could not be saved here. */
  async function isOurs(): Promise<boolean> {
    const there = await read()
    if (there === null) {
      state.value = 'failed'
      return false
    }
    const isOwn = there === known || tried.has(there)
    if (!isOwn) giveWay(there)
    known = there
    return isOwn
  }

  /** Shows what was saved elsewhere, and offers what is written here. */
  function giveWay(there: string): void {
    clearTimeout(timer)
    const mine = text.value
    if (mine === '' || mine === there) unsent.forget(mine)
    else {
      left.value = joined(left.value, mine)
      unsent.keep({ text: left.value, over: known })
    }
    tried.clear()
    text.value = there
    state.value = 'saved'
  }

  function saveSoon(): void {
    state.value = 'changed'
    clearTimeout(timer)
    timer = setTimeout(() => void saveNow(), AFTER_MS)
  }

  function saveIfOpen(): void {
    if (state.value === 'changed' || state.value === 'failed') void saveNow()
  }

  function takeUp(): void {
    const kept = unsent.kept()
    if (kept === null) return
    if (kept.text === saved()) unsent.forget(kept.text)
    else if (kept.over !== saved()) left.value = kept.text
    else {
      text.value = kept.text
      saveSoon()
    }
  }

  function settle(isAdded: boolean): void {
    const found = left.value
    if (found === null) return
    unsent.forget(found)
    left.value = null
    if (isAdded) text.value = joined(text.value, found)
  }

  takeUp()
  watch(text, (now) => {
    if (now === known && state.value === 'saved') return
    // What was left stays kept until it is settled.
    if (left.value === null) unsent.keep({ text: now, over: known })
    saveSoon()
  })
  watch(saved, (elsewhere) => {
    if (state.value !== 'saved') return
    known = elsewhere
    text.value = elsewhere
  })
  watch(reconnected, () => {
    if (state.value === 'failed') void saveNow()
  })
  useEventListener('pagehide', saveIfOpen)
  onScopeDispose(saveIfOpen)
  return { text, state: readonly(state), left, settle, retry: saveIfOpen }
}

const joined = (above: string | null, below: string): string => (above ? `${above}\n\n${below}` : below)
