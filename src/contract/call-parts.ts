import * as z from 'zod/mini'

/** What the inputs of calls are made of, whichever subject they are about. */

export const Id = z.string().check(z.minLength(1), z.maxLength(64))
/** Of an experiment, a data set, a tag. */
export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
export const Count = z.int().check(z.nonnegative())
/** Each status that a run can have. */
export const RUN_STATUSES = [
  'queued',
  'running',
  'done',
  'diverged',
  'stopped',
  'failed',
  'interrupted',
] as const
export const Nothing = z.strictObject({})
/** On the host's machine. */
export const Path = z.string().check(z.minLength(1), z.maxLength(4096))
/** A file as a call is given it: where it is on the host's machine, or its bytes. */
export const FileSource = z.union([Path, z.instanceof(Uint8Array)])
