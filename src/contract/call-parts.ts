import * as z from 'zod/mini'
import { BackendName } from './trainer.ts'

/** What the calls' inputs and answers are made of, whichever subject they are about. */

export const Id = z.string().check(z.minLength(1), z.maxLength(64))
/** Of an experiment, a data set, a tag. */
export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
export const Count = z.int().check(z.nonnegative())
export const BackendChoice = z.union([BackendName, z.literal('auto')])
export const MetricName = z.enum(['loss', 'accuracy', 'gradientNorm', 'seconds'])
export const RunStatus = z.enum(['queued', 'running', 'done', 'diverged', 'stopped', 'failed', 'interrupted'])
export const ExperimentStatus = z.enum(['queued', 'running', 'paused', 'finished', 'stopped', 'incomplete'])
/** Of experiments with runs that have yet to train, whether they wait or are at it. */
export const AHEAD: readonly ExperimentStatus[] = ['queued', 'running', 'paused']
export const Nothing = z.strictObject({})
/** On the host's machine. */
export const Path = z.string().check(z.minLength(1), z.maxLength(4096))
/** A file as a call is given it: where it is on the host's machine, or its bytes. */
export const FileSource = z.union([Path, z.instanceof(Uint8Array)])

export type BackendChoice = z.output<typeof BackendChoice>
export type MetricName = z.output<typeof MetricName>
export type RunStatus = z.output<typeof RunStatus>
export type ExperimentStatus = z.output<typeof ExperimentStatus>
