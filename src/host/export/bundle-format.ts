import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { Environment } from '../../contract/experiment-record.ts'
import { BackendChoice, MetricName } from '../../contract/call-parts.ts'
import { BUNDLE_FORMAT } from '../../contract/bundle-start.ts'
import { lineJson } from './bundle-json.ts'

/*
 * A bundle is a text of lines: each is a part as JSON, a tab, and the SHA-256 of that JSON. The first line is the head,
 * then come the experiment, its runs in the order of the grid, and the checkpoints' files in pieces; the last line holds
 * the SHA-256 of all the lines before it. Bytes and series (float32, little-endian) are base64.
 */

export const BUNDLE_VERSION = 1

const count = z.int().check(z.nonnegative())
const id = z.string().check(z.regex(/^[0-9a-f]{16}$/))
const base64 = z.string()
const anyNumber = z.custom<number>((value) => typeof value === 'number')

export const BundleHead = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.int(),
  program: z.object({ version: z.string(), commit: z.nullable(z.string()) }),
  /** How many of each follow. */
  runs: count,
  checkpoints: count,
})

const ExperimentPart = z.strictObject({
  part: z.literal('experiment'),
  /** Where it was made. */
  id,
  createdAt: z.number(),
  backend: BackendChoice,
  environments: z.array(Environment),
  /** The record's fields but for those that runs and environments say. */
  record: z.record(z.string(), z.unknown()),
})

const RunPart = z.strictObject({
  part: z.literal('run'),
  id,
  startedAt: z.nullable(z.number()),
  endedAt: z.nullable(z.number()),
  /** Its place in the experiment's list; null where it has not begun. */
  environment: z.nullable(count),
  /** The record's fields but for the series. */
  record: z.record(z.string(), z.unknown()),
  series: z.record(MetricName, base64),
  /** The class said of each test image, a byte each; null where it was not kept. */
  predicted: z.nullable(base64),
  checkpoints: z.array(
    z.strictObject({
      step: count,
      isFinal: z.boolean(),
      initialLoss: z.nullable(anyNumber),
      secondsTrained: z.number(),
      file: z.string().check(z.regex(/^[0-9a-f]{64}\.safetensors$/)),
      bytes: count,
    }),
  ),
})

const CheckpointPart = z.strictObject({
  part: z.literal('checkpoint'),
  file: z.string(),
  piece: count,
  pieces: count,
  data: base64,
})

const EndPart = z.strictObject({ part: z.literal('end'), sha256: z.string() })

export const BundlePart = z.discriminatedUnion('part', [ExperimentPart, RunPart, CheckpointPart, EndPart])

export type BundleHead = z.output<typeof BundleHead>
export type BundlePart = z.output<typeof BundlePart>
export type ExperimentPart = z.output<typeof ExperimentPart>
export type RunPart = z.output<typeof RunPart>
export type CheckpointPart = z.output<typeof CheckpointPart>

/** A part as its line. */
export function bundleLine(part: BundleHead | BundlePart): string {
  const json = lineJson(part)
  return `${json}\t${sha256(json)}\n`
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
