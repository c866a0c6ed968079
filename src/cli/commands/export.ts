import { exportRun } from '../../host/export-run.ts'
import { homeFolder } from '../../host/home-folder.ts'
import { EXIT } from '../exit-code.ts'
import { terminal } from '../terminal.ts'

/** Writes a folder that replays a run in PyTorch. @returns the exit code */
export async function exportCommand(
  wanted: string,
  options: { pytorch: string; from: string },
): Promise<number> {
  const { run, files } = await exportRun({
    home: homeFolder(),
    resultsFile: options.from,
    run: wanted,
    directory: options.pytorch,
  })
  terminal.out(`${run.arm}, batch ${run.batchSize}, seed ${run.seed} (${run.key}) as ${files.length} files.`)
  terminal.out(`Replay it where Python has torch and numpy: cd ${options.pytorch} && python replay.py`)
  return EXIT.ok
}
