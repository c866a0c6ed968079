import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Command } from './command.ts'

/** What can be done now: by the palette, by shortcuts and by the desktop's menu, which all know this one table. */
export const useCommands = defineStore('commands', () => {
  const provided = shallowRef<readonly Command[]>([])
  const isPaletteOpen = shallowRef(false)
  const areShortcutsShown = shallowRef(false)

  const own: Command[] = [
    {
      ...{ id: 'palette', label: 'Find anything', icon: 'i-lucide-search', group: 'Do', keys: ['mod+k'] },
      run: () => (isPaletteOpen.value = true),
    },
    {
      ...{
        id: 'shortcuts',
        label: 'Keyboard shortcuts',
        icon: 'i-lucide-keyboard',
        group: 'Do',
        keys: ['?'],
      },
      run: () => (areShortcutsShown.value = true),
    },
  ]
  /** Of two with one id the later counts: a view may do for itself what is done otherwise elsewhere. */
  const all = computed(() => [...new Map(possible().map((command) => [command.id, command])).values()])

  function possible(): Command[] {
    return [...own, ...provided.value].filter(({ isPossible }) => isPossible?.() ?? true)
  }

  function run(id: string): void {
    all.value.find((command) => command.id === id)?.run()
  }

  /** Adds commands for as long as the calling component lives. */
  function provide(...commands: Command[]): void {
    provided.value = [...provided.value, ...commands]
    onScopeDispose(() => {
      provided.value = provided.value.filter((command) => !commands.includes(command))
    })
  }

  return { all, isPaletteOpen, areShortcutsShown, run, provide }
})
