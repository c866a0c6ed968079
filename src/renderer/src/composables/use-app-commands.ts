import { useColorMode, useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { PRESETS } from '../../../domain/presets.ts'
import { useResultsImport } from '../components/history/use-results-import.ts'
import type { Command } from '../stores/command.ts'
import { useCommands } from '../stores/commands.ts'
import { ShortcutReader } from '../stores/shortcut-reader.ts'
import { useQueueCommands } from './use-queue-commands.ts'

/** The views that can be gone to, with the name of the route, which is also that of the command. */
const VIEWS = [
  { id: 'experiments', label: 'Experiments', icon: 'i-lucide-flask-conical', keys: ['g e'] },
  { id: 'compare', label: 'Compare', icon: 'i-lucide-scale', keys: ['g c'] },
  { id: 'queue', label: 'Queue', icon: 'i-lucide-activity', keys: ['g q'] },
  { id: 'datasets', label: 'Data sets', icon: 'i-lucide-database', keys: ['g d'] },
  { id: 'learn', label: 'Learn', icon: 'i-lucide-graduation-cap', keys: ['g l'] },
  { id: 'settings', label: 'Settings', icon: 'i-lucide-settings', keys: ['g s'] },
  { id: 'trash', label: 'Trash', icon: 'i-lucide-trash-2', keys: ['g t'] },
] as const

/** Provides what can be done on every view, and listens to the keyboard and to the desktop's menu. */
export function useAppCommands(): void {
  const commands = useCommands()
  const reader = new ShortcutReader()
  commands.provide(...goingCommands(), ...startingCommands(), ...doingCommands(), ...useQueueCommands())

  useEventListener(window, 'keydown', (event) => {
    if (event.defaultPrevented || event.repeat) return
    const known = commands.all.flatMap(({ keys }) => keys ?? [])
    const pressed = reader.read(event, known)
    if (pressed === null) return
    event.preventDefault()
    commands.all.find(({ keys }) => keys?.includes(pressed))?.run()
  })
  const stop = window.shell?.onCommand(commands.run)
  onScopeDispose(() => stop?.())
}

function goingCommands(): Command[] {
  const router = useRouter()
  const goTo = (name: string) => () => void router.push({ name })
  return [
    ...VIEWS.map((view): Command => ({ ...view, group: 'Go to', run: goTo(view.id) })),
    {
      ...{
        id: 'new-experiment',
        label: 'New experiment',
        icon: 'i-lucide-plus',
        group: 'Start',
        keys: ['n', 'g n'],
      },
      run: goTo('new'),
    },
  ]
}

/** They lead to the form: an Enter that came too soon must not begin to train. */
function startingCommands(): Command[] {
  const router = useRouter()
  return PRESETS.map(({ id, title }) => ({
    ...{
      id: `new-from-${id}`,
      label: `New experiment from “${title}”`,
      icon: 'i-lucide-plus',
      group: 'Start',
    },
    run: () => void router.push({ name: 'new', query: { preset: id } }),
  }))
}

function doingCommands(): Command[] {
  const { pick } = useResultsImport()
  const mode = useColorMode({ disableTransition: false })
  return [
    {
      ...{ id: 'import-results', label: 'Import results', icon: 'i-lucide-file-down', group: 'Do' },
      run: () => void pick(),
    },
    {
      ...{
        id: 'switch-mode',
        label: 'Switch between light and dark',
        icon: 'i-lucide-sun-moon',
        group: 'Do',
      },
      run: () => (mode.value = mode.value === 'dark' ? 'light' : 'dark'),
    },
  ]
}
