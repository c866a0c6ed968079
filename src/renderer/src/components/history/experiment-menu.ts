import type { DropdownMenuItem } from '@nuxt/ui'
import type { ExperimentSummary } from '../../../../contract/host-answers.ts'
import { router } from '../../router.ts'
import { isResumable, isStoppable } from './status-look.ts'
import type { ExperimentActions } from './use-experiment-actions.ts'

type OwnActions = { rename: () => void; describe: () => void; trash: () => void }

/** What can be done with one experiment of the list. */
export function experimentMenu(
  { id, status, runs }: ExperimentSummary,
  actions: ExperimentActions,
  own: OwnActions,
  isReadOnly: boolean,
): DropdownMenuItem[][] {
  return [
    [
      {
        label: 'Open',
        icon: 'i-lucide-arrow-right',
        onSelect: () => void router.push({ name: 'experiment', params: { id } }),
      },
      {
        label: 'Compare',
        icon: 'i-lucide-scale',
        onSelect: () => void router.push({ name: 'compare', query: { experiment: id } }),
      },
      {
        label: 'Repeat with changes',
        icon: 'i-lucide-copy-plus',
        onSelect: () => void router.push({ name: 'new', query: { from: id } }),
      },
    ],
    [
      {
        label: 'Stop',
        icon: 'i-lucide-square',
        disabled: isReadOnly || !isStoppable(runs),
        onSelect: () => void actions.stop([id]),
      },
      {
        label: 'Resume',
        icon: 'i-lucide-play',
        disabled: isReadOnly || !isResumable(status, runs),
        onSelect: () => void actions.resume([id]),
      },
    ],
    [
      {
        label: 'Rename',
        icon: 'i-lucide-pencil',
        kbds: ['F2'],
        disabled: isReadOnly,
        onSelect: own.rename,
      },
      { label: 'Notes and tags', icon: 'i-lucide-tag', disabled: isReadOnly, onSelect: own.describe },
      {
        label: 'Export results',
        icon: 'i-lucide-file-up',
        onSelect: () => void actions.exportResults([id]),
      },
    ],
    [
      {
        label: 'Move to trash',
        icon: 'i-lucide-trash-2',
        color: 'error',
        kbds: ['Del'],
        disabled: isReadOnly,
        onSelect: own.trash,
      },
    ],
  ]
}
