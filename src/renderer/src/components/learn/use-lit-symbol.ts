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
  const pointed = shallowRef<string | null>(null)
  const pinned = shallowRef<string | null>(null)
  const follow = ({ target }: Event): void => {
    const marked = target instanceof Element ? target.closest('[data-symbol]') : null
    pointed.value = marked?.getAttribute('data-symbol') ?? null
  }
  const forget = (): void => {
    pointed.value = null
  }
  useEventListener(root, 'pointerover', follow)
  useEventListener(root, 'focusin', follow)
  useEventListener(root, 'pointerleave', forget)
  useEventListener(root, 'focusout', forget)
  const shared = { lit: computed(() => pointed.value ?? pinned.value), pinned }
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
