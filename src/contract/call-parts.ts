import * as z from 'zod/mini'
import { LONGEST_ID, LONGEST_LABEL, LONGEST_NAME, LONGEST_PATH, MOST_CHOICES } from './bounds.ts'
import { BackendName } from './trainer.ts'

/** What the calls' inputs and answers are made of, whichever subject they are about. */

export const Id = z.string().check(z.minLength(1), z.maxLength(LONGEST_ID))
/** Of an experiment, a data set, a tag. */
export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_NAME))
/** A text that is looked up as it is: what has no such name is not found. */
export const GivenName = z.string().check(z.maxLength(LONGEST_NAME))
export const Label = z.string().check(z.minLength(1), z.maxLength(LONGEST_LABEL))
/** What a filter keeps. */
export const choices = <const Item extends z.core.$ZodType>(item: Item) =>
  z.array(item).check(z.maxLength(MOST_CHOICES))
export const Count = z.int().check(z.nonnegative())
export const BackendChoice = z.enum([...BackendName.options, 'auto'])
export const MetricName = z.enum(['loss', 'accuracy', 'gradientNorm', 'seconds'])
export const RunStatus = z.enum(['queued', 'running', 'done', 'diverged', 'stopped', 'failed', 'interrupted'])
export const ExperimentStatus = z.enum(['queued', 'running', 'paused', 'finished', 'stopped', 'incomplete'])
/** Of experiments with runs that have yet to train, whether they wait or are at it. */
export const AHEAD: readonly ExperimentStatus[] = ['queued', 'running', 'paused']
export const Nothing = z.strictObject({})
/** On the host's machine. */
export const Path = z.string().check(z.minLength(1), z.maxLength(LONGEST_PATH))
/** A file as a call is given it: where it is on the host's machine, or its bytes. */
export const FileSource = z.union([Path, z.instanceof(Uint8Array)])

export type BackendChoice = z.output<typeof BackendChoice>
export type MetricName = z.output<typeof MetricName>
export type RunStatus = z.output<typeof RunStatus>
export type ExperimentStatus = z.output<typeof ExperimentStatus>
