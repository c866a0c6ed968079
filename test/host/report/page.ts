import { parseSpec } from '../../../src/domain/parse-spec.ts'
import type { ExperimentRecord, RunRecord } from '../../../src/contract/experiment-record.ts'
import { ReportQuestion } from '../../../src/contract/report.ts'
import type { Figure } from '../../../src/host/report/figure.ts'
import { recordSubject, type ReportSubject } from '../../../src/host/report/report-subject.ts'
import { experimentRecord, runRecord } from '../experiment-record.ts'

/** What a report of this record alone is about, asked as usual or otherwise. */
export function subjectOf(record: ExperimentRecord, asked: Partial<ReportQuestion> = {}): ReportSubject {
  const ids = record.runs.map((_, index) => `run${index + 1}`)
  const question = ReportQuestion.parse({ selection: { experimentIds: ['experiment1'] }, ...asked })
  return recordSubject(record, 'experiment1', ids, question)
}

const scores = (accuracy: number) => ({ loss: 0.25, accuracy })

/** A run of so many epochs of 40 steps whose loss falls from 2 and whose accuracy is given. */
export function trainedRun(changes: Partial<RunRecord> & { accuracy?: number; epochs?: number }): RunRecord {
  const { accuracy = 0.9, epochs = 3, ...others } = changes
  const { arm = 'none', batchSize = 16, seed = 1 } = others
  const steps = 40 * epochs
  const loss = Float32Array.from({ length: steps }, (_, step) => 2 * 0.98 ** step + 0.01 * seed)
  return runRecord({
    key: `${arm} ${batchSize} ${seed}`,
    pairKey: `${batchSize} ${seed}`,
    stepsPerEpoch: 40,
    totalSteps: steps,
    series: { loss, accuracy: loss, gradientNorm: loss, seconds: loss },
    evaluations: Array.from({ length: epochs }, (_, epoch) => {
      const test = scores(accuracy - 0.01 * (epochs - 1 - epoch))
      return { step: 40 * (epoch + 1), epoch: epoch + 1, test, train: null, validation: null }
    }),
    result: { running: scores(accuracy), precise: null, batch: null, confusion: [] },
    ...others,
  })
}

type RunChanges = (arm: string, batchSize: number, seed: number) => Parameters<typeof trainedRun>[0]

/** A record with a run for every arm, batch size and seed; the first arm has no normalization, the others have. */
export function trainedRecord(
  arms: readonly string[],
  batchSizes: readonly number[],
  seeds: readonly number[],
  changes: RunChanges = () => ({}),
): ExperimentRecord {
  const runs = batchSizes.flatMap((batchSize) =>
    arms.flatMap((arm, place) =>
      seeds.map((seed) => {
        const accuracy = 0.8 + 0.05 * place + 0.002 * seed * (1 + place)
        return trainedRun({ arm, batchSize, seed, accuracy, ...changes(arm, batchSize, seed) })
      }),
    ),
  )
  return { ...experimentRecord(runs), spec: specOf(arms, batchSizes, seeds) }
}

function specOf(arms: readonly string[], batchSizes: readonly number[], seeds: readonly number[]) {
  const parsed = parseSpec({
    spec: 1,
    name: 'tiny',
    network: { layers: [{ type: 'dense', units: 8 }] },
    arms: arms.map((name, place) => ({ name, normalization: { type: place === 0 ? 'none' : 'batch' } })),
    batchSizes,
    learningRates: [0.05],
    seeds,
    budget: { unit: 'epochs', amount: 3 },
  })
  if (!parsed.ok) throw new Error(parsed.problems[0]!.message)
  return parsed.spec
}

/** The same runs once more at a learning rate of 0.5. */
export function withHigherRate(record: ExperimentRecord): ExperimentRecord {
  const higher = record.runs.map((run) => ({ ...run, learningRate: 0.5, pairKey: `${run.pairKey} higher` }))
  return { ...record, runs: [...record.runs, ...higher] }
}

/** The rows of a figure's table, in words. */
export function rowsOf({ table }: Figure): string[] {
  return [...table.text.matchAll(/<tr>(<td[^]*?)<\/tr>/g)].map(([, row]) =>
    row!
      .replace(/<[^>]+>/g, ' ')
      .trim()
      .split(/\s+/)
      .join(' '),
  )
}

/** Its drawings. */
export function svgOf({ panels }: Figure): string {
  return panels.map(({ svg }) => svg.text).join('')
}
