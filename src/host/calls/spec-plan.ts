import { WorkbenchError } from '../../contract/errors.ts'
import type { BackendChoice } from '../../contract/call-parts.ts'
import { sizeText } from '../../domain/size-text.ts'
import type { DatasetInfo } from '../../domain/dataset.ts'
import { parseSpec } from '../../domain/parse-spec.ts'
import { problemsText } from '../../domain/spec-problem.ts'
import type { Spec } from '../../domain/spec.ts'
import { checkpointFileOf } from '../checkpoint-name.ts'
import { planExperiment, type ExperimentPlan } from '../experiment-plan.ts'
import { diskNeeded } from '../plan/disk-needed.ts'
import { freeDisk } from './free-disk.ts'
import type { HostContext } from './host-context.ts'

/** @throws WorkbenchError `bad-input` with every problem on a line of its own */
export function checkedSpec(spec: unknown): Spec {
  const parsed = parseSpec(spec)
  if (parsed.ok) return parsed.spec
  throw new WorkbenchError('bad-input', `The spec cannot be run:\n${problemsText(parsed.problems)}`)
}

/** Expands a spec over its data set, and says what would be unfair or impossible here. */
export function planSpec(
  context: HostContext,
  spec: Spec,
  dataset: DatasetInfo,
  backend: BackendChoice,
): ExperimentPlan {
  const { trainers, files } = context
  const plan = planExperiment(spec, dataset, { backend, parallel: trainers() })
  const missing = spec.arms.flatMap(({ name, start }) =>
    start.from === 'checkpoint' && !files.has(checkpointFileOf(start.checkpoint))
      ? [
          `The arm "${name}" starts from ${start.of}, whose checkpoint ${start.checkpoint.slice(0, 12)}… is not here.`,
        ]
      : [],
  )
  return { ...plan, problems: [...plan.problems, ...missing, ...diskProblems(context, plan)] }
}

function diskProblems(context: HostContext, { runs }: ExperimentPlan): string[] {
  const [needed, free] = [diskNeeded(runs), freeDisk(context)]
  if (needed <= free) return []
  return [`It needs about ${sizeText(needed)} of disk, and ${sizeText(free)} are free.`]
}
