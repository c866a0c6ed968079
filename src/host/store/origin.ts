import type { ExperimentOrigin } from '../../contract/host-answers.ts'

/** Where an imported experiment comes from, with the ids that its runs had there, by position. */
export type Origin = ExperimentOrigin & { runIds: string[] | null }
