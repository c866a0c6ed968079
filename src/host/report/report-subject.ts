import { ExperimentRecord } from '../../contract/experiment-record.ts'
import type { ReportQuestion } from '../../contract/report.ts'
import type { Comparison } from '../../domain/comparison.ts'
import { verdict, type Verdict } from '../../domain/verdict.ts'
import { compareRecord } from '../compare-record.ts'
import { compareSelected } from '../compare/judge.ts'
import { selectionNotes } from '../compare/notes.ts'
import { baselineOf, ownTarget } from '../compare/summary.ts'
import { select, type Selected } from '../compare/selection.ts'
import { experimentRecord } from '../record/experiment-record.ts'
import { recordDigest } from '../record/record-digest.ts'
import { withTarget } from '../record/with-target.ts'
import type { Store } from '../store/open-store.ts'

/** An experiment as a report names it. */
export type ReportedExperiment = {
  id: string
  record: ExperimentRecord
  /** Of the whole record, by which it is known in another database. */
  digest: string
}

/** What a report is about. */
export type ReportSubject = {
  title: string
  /** The runs shown, of one experiment or several; their arms by the labels that the report uses. */
  record: ExperimentRecord
  /** The id of each of those runs, and its experiment's. */
  runs: { id: string; experimentId: string }[]
  experiments: ReportedExperiment[]
  comparison: Comparison | null
  verdict: Verdict | null
  /** Why there is no verdict; null where there is one. */
  why: string | null
  /** The test accuracy that is counted to; null where there is none, or every experiment has its own. */
  target: number | null
  question: ReportQuestion
  /** What the report calls an arm of one of its experiments. */
  labelOf: (experimentId: string, arm: string) => string
}

/**
 * What a report of these experiments is about: one of them with all its runs, or the runs of several that the filters
 * keep, judged as the comparison does.
 * @throws WorkbenchError `not-found` when none of the experiments is here
 */
export function reportSubject(store: Store, question: ReportQuestion): ReportSubject {
  const { experimentIds, ...filters } = question.selection
  const [id, ...others] = experimentIds
  const hasFilters = Object.values(filters).some((filter) => filter !== undefined)
  if (others.length > 0 || hasFilters || question.baseline !== undefined) return ofSelection(store, question)
  const ids = store.runs.ofExperiment(id!).map((run) => run.id)
  const subject = recordSubject(experimentRecord(store, id!, 'steps'), id!, ids, question)
  return { ...subject, record: withTarget(store, id!, subject.record, question.target) }
}

/**
 * What a report of one record is about, whose runs reached what its own design aims at.
 * @param runIds in the order of its runs
 */
export function recordSubject(
  record: ExperimentRecord,
  id: string,
  runIds: readonly string[],
  question: ReportQuestion,
): ReportSubject {
  const comparison = compareRecord(record, question.metric)
  return {
    ...{ title: record.name, record, question, comparison, verdict: comparison && verdict(comparison) },
    why: comparison === null ? whyNone(record) : null,
    target: question.target === 'own' ? record.spec.targetAccuracy : question.target,
    runs: runIds.map((runId) => ({ id: runId, experimentId: id })),
    labelOf: (_, arm) => arm,
    experiments: [{ id, record, digest: recordDigest(ExperimentRecord.parse(record)) }],
  }
}

function whyNone({ runs, spec }: ExperimentRecord): string {
  if (runs.length === 0) return 'No run has been trained, so there is nothing to judge.'
  return spec.arms.length < 2
    ? 'One arm alone: nothing is compared, so there is no verdict.'
    : 'Only one side of the comparison has runs, so there is no verdict.'
}

function ofSelection(store: Store, question: ReportQuestion): ReportSubject {
  const selected = select(store, question.selection)
  const records = selected.experiments.map(({ id }) => ({ id, record: experimentRecord(store, id, 'steps') }))
  const experiments = records.map(({ id, record }) => {
    return { id, record, digest: recordDigest(ExperimentRecord.parse(record)) }
  })
  const baseline = baselineOf(selected, question.baseline)
  const { comparison, why } = compareSelected(selected, baseline, question.metric)
  const reached = records.map(({ id, record }) => {
    return { id, record: withTarget(store, id, record, question.target) }
  })
  const title = titleOf(selected)
  return {
    ...{ title, question, experiments, comparison, verdict: comparison && verdict(comparison), why },
    target: question.target === 'own' ? ownTarget(selected) : question.target,
    record: { ...mergedRecord(store, selected, reached), name: title },
    runs: selected.runs.map(({ id, experimentId }) => ({ id, experimentId })),
    labelOf: selected.labelOf,
  }
}

function titleOf({ experiments }: Selected): string {
  const [first, ...others] = experiments
  return others.length === 0 ? first!.name : `${first!.name} and ${others.length} more`
}

type OwnRecord = { id: string; record: ExperimentRecord }

/** The runs that are shown as one record: the first experiment's, with the arms of all. */
function mergedRecord(store: Store, selected: Selected, records: readonly OwnRecord[]): ExperimentRecord {
  const runs = new Map(
    records.flatMap(({ id, record }) =>
      store.runs.ofExperiment(id).map((run, index) => [run.id, record.runs[index]!] as const),
    ),
  )
  const own = (id: string) => records.find((one) => one.id === id)!.record
  const first = records[0]!.record
  const notes = [...selectionNotes(selected), ...records.flatMap(({ record }) => record.fairnessNotes)]
  return {
    ...{ ...first, preset: null, notes: '', tags: [], fairnessNotes: [...new Set(notes)] },
    looks: Math.max(...records.map(({ record }) => record.looks)),
    startedAt: records.map(({ record }) => record.startedAt).toSorted()[0]!,
    seconds: records.reduce((sum, { record }) => sum + record.seconds, 0),
    spec: {
      ...first.spec,
      arms: selected.arms.map(({ label, experimentId, name }) => {
        return { ...own(experimentId).spec.arms.find((arm) => arm.name === name)!, name: label }
      }),
    },
    runs: selected.runs.map(({ id, arm }) => ({ ...runs.get(id)!, arm })),
  }
}
