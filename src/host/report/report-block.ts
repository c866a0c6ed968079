import * as z from 'zod/mini'
import { createHash } from 'node:crypto'
import { WorkbenchError } from '../../contract/errors.ts'
import { ReportQuestion, type ReportValue } from '../../contract/report.ts'
import { productVersion, readEnvironment } from '../environment.ts'
import { lineJson, parseLineJson } from '../export/bundle-json.ts'
import { trustedMarkup, type Markup } from './markup.ts'
import { placeWords, reportNumbers } from './report-numbers.ts'
import type { ReportSubject } from './report-subject.ts'

/*
 * What a report says to programs: one block of JSON in its page, with every number of its tables, its verdict and its
 * runs, what they are made of, and the SHA-256 of the rest of the page.
 */

const FORMAT = 'batchnorm-workbench report'
/**
 * 3 knows more figures of curves. 2 says of which metric and target a report is, and has digests of the evaluations; one
 * of version 1 is of the test accuracy and the designs' own target.
 */
const VERSION = 3
const OPENING = '<script type="application/json" id="numbers">'
const CLOSING = '</script>'
const PAGE_END = '</html>\n'

const Value = z.custom<ReportValue>(
  (value) => value === null || typeof value === 'string' || typeof value === 'number',
)
const Id = z.string()

/** What a block of every version has: who wrote it. */
const head = {
  format: z.literal(FORMAT),
  version: z.int(),
  program: z.object({ version: z.string(), commit: z.nullable(z.string()) }),
}

const ReportBlock = z.object({
  ...head,
  title: z.string(),
  question: ReportQuestion,
  experiments: z.array(z.object({ id: Id, name: z.string(), digest: z.string() })),
  runs: z.array(z.object({ id: Id, experimentId: Id, key: z.string(), name: z.string() })),
  numbers: z.record(z.string(), Value),
  page: z.string(),
})

export type ReportBlock = z.output<typeof ReportBlock>

/** Where in a page the block comes. */
export const BLOCK_PLACE: Markup = trustedMarkup(`${OPENING}${CLOSING}`)

/** The page with its block. @param page with `BLOCK_PLACE` in it, once */
export function withBlock(page: string, subject: ReportSubject): string {
  const { title, question, experiments, record, runs } = subject
  const block: ReportBlock = {
    ...{ format: FORMAT, version: VERSION, program: readEnvironment(0, {}).product, title, question },
    experiments: experiments.map(({ id, record: { name }, digest }) => ({ id, name, digest })),
    runs: runs.map((run, index) => {
      const { key, ...own } = record.runs[index]!
      return { ...run, key, name: `${placeWords(own)}, seed ${own.seed}` }
    }),
    numbers: Object.fromEntries(reportNumbers(subject, VERSION)),
    page: sha256(page),
  }
  // A text of the user's must not end the block.
  const json = lineJson(block).replaceAll('<', '\\u003c')
  return page.replace(`${OPENING}${CLOSING}`, () => `${OPENING}\n${json}\n${CLOSING}`)
}

/** Whether a file's text is a report, of any version and whole or not. */
export function isReport(page: string): boolean {
  return page.includes(OPENING)
}

/**
 * The block of a page, and whether the rest of the page is as it was written.
 * @throws WorkbenchError `bad-input` when it is no report, a newer version's, or was cut
 */
export function readBlock(page: string): { block: ReportBlock; isAsWritten: boolean } {
  const start = page.indexOf(OPENING)
  if (start < 0) throw notOne('it has no block of numbers')
  const end = page.indexOf(CLOSING, start)
  if (end < 0 || !page.endsWith(PAGE_END)) throw notOne('it was cut')
  const block = parsed(page.slice(start + OPENING.length, end))
  const rest = page.slice(0, start + OPENING.length) + page.slice(end)
  return { block, isAsWritten: sha256(rest) === block.page }
}

function parsed(json: string): ReportBlock {
  let value: unknown
  try {
    value = parseLineJson(json)
  } catch {
    throw notOne('its block of numbers is cut or damaged')
  }
  const written = z.object(head).safeParse(value)
  if (written.success && written.data.version > VERSION) throw newer(written.data.program.version)
  const block = ReportBlock.safeParse(value)
  if (!block.success) throw notOne('its block of numbers is damaged')
  return block.data
}

function newer(version: string): WorkbenchError {
  return new WorkbenchError(
    'bad-input',
    `This report was made by a newer version of this program (${version}; this is ${productVersion()}). Update the ` +
      'program to check it.',
  )
}

function notOne(why: string): WorkbenchError {
  return new WorkbenchError('bad-input', `This is not a report that can be checked: ${why}.`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
