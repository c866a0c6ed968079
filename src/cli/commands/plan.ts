import { EXIT } from '../exit-code.ts'
import { printJson } from '../json-output.ts'
import { planText } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { planned, readRequest, type ExperimentOptions } from './prepare.ts'

/** Prints what an experiment would do. @returns the exit code: bad input when it is impossible */
export async function planCommand(
  { api }: Session,
  presetOrFile: string,
  options: ExperimentOptions & { json?: boolean },
): Promise<number> {
  const request = await readRequest(presetOrFile, options)
  const plan = await planned(api, request)
  if (options.json === true) printJson(plan)
  else terminal.out(planText(plan, request.spec, terminal.width, terminal.bold))
  return plan.problems.length === 0 ? EXIT.ok : EXIT.badInput
}
