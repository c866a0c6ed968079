import type { Selection } from '../../contract/compare.ts'
import type { ReportCheck, ReportFinding, ReportValue } from '../../contract/report.ts'
import type { Store } from '../store/open-store.ts'
import { readBlock, type ReportBlock } from './report-block.ts'
import { reportNumbers } from './report-numbers.ts'
import { reportSubject } from './report-subject.ts'

/** The same numbers by another version may differ in their last digits. */
const TOLERANCE = 1e-9

/**
 * Derives every number of a report again from the runs of this database.
 * @param html the report's page
 * @throws WorkbenchError `bad-input` when it is no report, a newer version's, or was cut
 */
export function checkReport(store: Store, html: string): ReportCheck {
  const { block, isAsWritten } = readBlock(html)
  const { title, program } = block
  const places = new Map(block.experiments.map((experiment) => [experiment.id, placeOf(store, experiment)]))
  const missing = missingRuns(block, places)
  const numbers = missing.length > 0 ? new Map<string, ReportValue>() : derived(store, block, places)
  const findings = Object.entries(block.numbers).map(([name, was]): ReportFinding => {
    const is = numbers.get(name) ?? null
    return { name, was, is, holds: numbers.has(name) && isSame(was, is) }
  })
  const added = [...numbers].filter(([name]) => !(name in block.numbers))
  findings.push(...added.map(([name, is]): ReportFinding => ({ name, was: null, is, holds: false })))
  const holds = isAsWritten && missing.length === 0 && findings.every((finding) => finding.holds)
  return { title, program, holds, isAsWritten, missing, findings }
}

/** An experiment here with its runs by position, or null. */
type Place = { id: string; runs: { id: string; key: string }[] } | null

/** The same experiment here: by its id, by the one that it had where it was made, or by its content. */
function placeOf(store: Store, { id, digest }: ReportBlock['experiments'][number]): Place {
  const own = store.experiments.has(id)
    ? id
    : (store.experiments.comeFrom(id) ?? store.experiments.importedFrom(digest))
  return own === null ? null : { id: own, runs: store.runs.ofExperiment(own) }
}

function missingRuns({ runs, experiments }: ReportBlock, places: ReadonlyMap<string, Place>): string[] {
  const nameOf = (id: string) => experiments.find((experiment) => experiment.id === id)?.name ?? id
  return runs
    .filter((run) => runHere(run, places) === undefined)
    .map(({ id, name, experimentId }) => `${name} (${id}) of “${nameOf(experimentId)}”`)
}

/** By its id, or in an experiment that was imported as the one that trains the same. */
function runHere({ id, experimentId, key }: ReportBlock['runs'][number], places: ReadonlyMap<string, Place>) {
  const runs = places.get(experimentId)?.runs ?? []
  return runs.find((run) => run.id === id) ?? runs.find((run) => run.key === key)
}

function derived(
  store: Store,
  block: ReportBlock,
  places: ReadonlyMap<string, Place>,
): Map<string, ReportValue> {
  const { question, runs, version } = block
  const subject = reportSubject(store, { ...question, selection: selectionHere(block, places) })
  const idIn = new Map(runs.map((run) => [runHere(run, places)!.id, run.id]))
  const named = subject.runs.map((run) => ({ ...run, id: idIn.get(run.id) ?? run.id }))
  return reportNumbers({ ...subject, runs: named }, version)
}

/** The same selection by the ids of this database. */
function selectionHere({ question, runs }: ReportBlock, places: ReadonlyMap<string, Place>): Selection {
  const { experimentIds, runIds, ...filters } = question.selection
  const idOf = new Map(runs.map((run) => [run.id, runHere(run, places)!.id]))
  return {
    ...{ ...filters, experimentIds: experimentIds.map((id) => places.get(id)?.id ?? id) },
    ...(runIds && { runIds: runIds.map((id) => idOf.get(id) ?? id) }),
  }
}

function isSame(was: ReportValue, is: ReportValue): boolean {
  if (typeof was !== 'number' || typeof is !== 'number') return was === is
  return Object.is(was, is) || Math.abs(was - is) <= TOLERANCE * Math.max(Math.abs(was), Math.abs(is))
}
