import { useEventListener } from '@vueuse/core'
import { useDraft } from '../stores/draft.ts'
import type { Command } from '../stores/command.ts'
import { useCommands } from '../stores/commands.ts'

/** What can be done with a design from the palette and by keys, for as long as its form is shown. */
export function useDesignCommands(ways: {
  start: () => Promise<void>
  showJson: () => void
  copyLink: () => Promise<void>
}): void {
  const store = useDraft()
  const command = (id: string, label: string, icon: string, run: () => void, keys?: string): Command => ({
    ...{ id: `design-${id}`, label, icon, group: 'Do', run },
    ...(keys === undefined ? {} : { keys: [keys] }),
  })

  // Keys are told here and taken below, where Shift counts and a dialog keeps its own.
  useCommands().provide(
    command('start', 'Start this experiment', 'i-lucide-play', () => void ways.start(), 'mod+↵'),
    command('undo', 'Undo the last change of the design', 'i-lucide-undo-2', store.undo, 'mod+Z'),
    command('redo', 'Redo it', 'i-lucide-redo-2', store.redo, 'mod+Shift+Z'),
    command('json', 'Show the design as JSON', 'i-lucide-braces', ways.showJson),
    command('link', 'Copy a link to the design', 'i-lucide-link', () => void ways.copyLink()),
    command('discard', 'Discard the draft', 'i-lucide-eraser', store.discard),
  )

  useEventListener(window, 'keydown', (event) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
    if (document.querySelector('[role="dialog"]') !== null) return
    const key = event.key.toLowerCase()
    if (key === 'enter') void ways.start()
    else if (key === 'z' && !event.shiftKey) store.undo()
    else if (key === 'y' || key === 'z') store.redo()
    else return
    event.preventDefault()
  })
}
