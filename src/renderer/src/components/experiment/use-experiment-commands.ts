import { useRouter } from 'vue-router'
import type { ExperimentDetail } from '../../../../contract/host-answers.ts'
import type { Command } from '../../stores/command.ts'
import { useCommands } from '../../stores/commands.ts'
import { useReadOnly } from '../../stores/read-only.ts'
import type { ExperimentActions } from './experiment-actions.ts'
import type { PossibleActions } from './possible-actions.ts'

/** What can be done from the palette with the experiment that is open, for as long as its heading is shown. */
export function useExperimentCommands(
  experiment: () => ExperimentDetail,
  actions: ExperimentActions,
  { canResume, canStop, canRetry }: PossibleActions,
  dialogs: { report: () => void; export: () => void },
): void {
  const router = useRouter()
  const readOnly = useReadOnly()
  const command = (id: string, label: string, icon: string, run: () => void): Command => ({
    ...{ id: `experiment-${id}`, label, icon: `i-lucide-${icon}`, group: 'Do', run },
  })
  /** Of what writes to the database. */
  const onlyIf = (isPossible: () => boolean, made: Command): Command => ({
    ...made,
    isPossible: () => !readOnly.isReadOnly && isPossible(),
  })
  const go = (name: string, query: Record<string, string>): void => void router.push({ name, query })

  useCommands().provide(
    onlyIf(
      () => canResume.value,
      command('resume', 'Resume this experiment', 'play', () => void actions.resume()),
    ),
    onlyIf(
      () => canStop.value,
      command('stop', 'Stop this experiment', 'square', () => void actions.stop()),
    ),
    command('compare', 'Compare this experiment', 'scale', () =>
      go('compare', { experiment: experiment().id }),
    ),
    command('repeat', 'Repeat this experiment', 'copy-plus', () => go('new', { from: experiment().id })),
    onlyIf(
      () => canRetry.value,
      command('retry', 'Train failed runs again', 'rotate-ccw', () => void actions.retryFailed()),
    ),
    command('report', 'Report on this experiment', 'file-text', dialogs.report),
    command('export', 'Export this experiment', 'download', dialogs.export),
    onlyIf(
      () => true,
      command('trash', 'Move this experiment to the trash', 'trash-2', () => void actions.trash()),
    ),
  )
}
