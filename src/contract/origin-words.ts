import type { ExperimentOrigin } from './host-answers.ts'

/** “from a bundle of version 0.1.0 (commit abc), of experiment 0123…, made 2026-01-02 03:04 UTC”. */
export function originWords({ form, experimentId, createdAt, program }: ExperimentOrigin): string {
  const { version, commit } = program
  const from = `from a ${form === 'bundle' ? 'bundle' : 'results file'} of version ${version}`
  return [
    `${from}${commit === null ? '' : ` (commit ${commit})`}`,
    ...(experimentId === null ? [] : [`of experiment ${experimentId}`]),
    ...(createdAt === null
      ? []
      : [`made ${new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`]),
  ].join(', ')
}
