import { useEventListener } from '@vueuse/core'
import {
  computed,
  provide,
  inject,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import type { SymbolName } from './symbols.ts'

/** Which symbol is pointed at or focused, anywhere in the lesson; one that was chosen stays until it is let go. */

type Lit = { lit: ComputedRef<string | null>; pinned: ShallowRef<string | null> }

const key: InjectionKey<Lit> = Symbol('lit symbol')

/** For the lesson's root: whatever carries `data-symbol` below it takes part. */
export function provideLitSymbol(root: Readonly<ShallowRef<HTMLElement | null>>): Lit {
  const [pointed, focused] = [shallowRef<string | null>(null), shallowRef<string | null>(null)]
  const pinned = shallowRef<string | null>(null)
  const symbolAt = ({ target }: Event): string | null =>
    (target instanceof Element ? target.closest('[data-symbol]') : null)?.getAttribute('data-symbol') ?? null
  const follow = (symbol: ShallowRef<string | null>, enter: string, leave: string): void => {
    useEventListener(root, enter, (event: Event) => {
      symbol.value = symbolAt(event)
    })
    useEventListener(root, leave, () => {
      symbol.value = null
    })
  }
  follow(pointed, 'pointerover', 'pointerleave')
  follow(focused, 'focusin', 'focusout')
  // Apart from each other, since focus may scroll the page under a pointer that rests.
  const lit = computed(() => pointed.value ?? focused.value ?? pinned.value)
  const shared = { lit, pinned }
  provide(key, shared)
  return shared
}

/** For a part of the lesson that can hold a symbol lit. */
export function usePinnedSymbol(): {
  isPinned: (symbol: SymbolName) => boolean
  toggle: (symbol: SymbolName) => void
} {
  const { pinned } = inject(key)!
  return {
    isPinned: (symbol) => pinned.value === symbol,
    toggle: (symbol) => {
      pinned.value = pinned.value === symbol ? null : symbol
    },
  }
}
