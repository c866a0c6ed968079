import { EXIT } from '../exit-code.ts'
import { printPlan } from '../plan-text.ts'
import { terminal } from '../terminal.ts'
import { preparePlan, type ExperimentOptions } from './prepare.ts'

/** Prints what an experiment would do. @returns the exit code: bad input when it is impossible */
export async function planCommand(presetOrFile: string, options: ExperimentOptions): Promise<number> {
  const { plan } = await preparePlan(presetOrFile, options)
  printPlan(plan, terminal)
  return plan.problems.length === 0 ? EXIT.ok : EXIT.badInput
}
