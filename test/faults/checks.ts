import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import type { WorkbenchProcess } from '../host/workbench-processes.ts'

/** What was seen over all rounds; every list of problems must be empty. */
export type KillReport = {
  hostKills: number
  trainerKills: number
  /** How often a process that was attached took over from the one that was killed. */
  takeOvers: number
  /** How often all was stopped, and resumed by two processes at once. */
  resumptions: number
  /** Experiments that ended, and were compared with one that was left alone. */
  experiments: number
  /** The most that a killed host had been told and had not stored, in seconds. */
  mostSecondsLost: number
  problems: string[]
}

/** More is not lost than what was told in the last second. */
const LOST_MS = 1000

export async function compare(
  host: WorkbenchProcess,
  id: string,
  whole: ExperimentRecord,
  report: KillReport,
): Promise<void> {
  const record = await host.call('experiments.record', { id, series: true })
  report.experiments++
  for (const [index, run] of record.runs.entries()) {
    const own = whole.runs[index]!
    for (const metric of ['loss', 'accuracy', 'gradientNorm'] as const) {
      const [ours, theirs] = [run.series[metric], own.series[metric]]
      const isSame =
        ours.length === theirs.length && ours.every((value, step) => Object.is(value, theirs[step]))
      if (!isSame)
        report.problems.push(`experiment ${id}: the ${metric} of run ${run.arm} differs from one left alone`)
    }
    const facts = (of: typeof run) => JSON.stringify([of.outcome, of.result, of.evaluations])
    if (facts(run) !== facts(own))
      report.problems.push(`experiment ${id}: the results of run ${run.arm} differ`)
  }
}

export function checkWhole(file: string, report: KillReport): void {
  const database = new Database(file, { readonly: true })
  const finding = database.pragma('quick_check', { simple: true }) as string
  if (finding !== 'ok') report.problems.push(`quick_check: ${finding}`)
  database.close()
}

export function checkLost(file: string, notesFile: string, report: KillReport): void {
  const killedAt = Date.now()
  const database = new Database(file, { readonly: true })
  const stepsOf = database.prepare<[string], { steps_done: number; status: string; started_at: number }>(
    'SELECT steps_done, status, started_at FROM run WHERE id = ?',
  )
  for (const [runId, told] of toldSoFar(notesFile)) {
    const { steps_done: stored, status, started_at: startedAt } = stepsOf.get(runId)!
    if (status !== 'running') continue
    // What an attempt before this one told was cut back to its checkpoint.
    const lost = told.filter(({ at, step }) => at >= startedAt && step > stored)
    const seconds = lost.length === 0 ? 0 : (killedAt - lost[0]!.at) / 1000
    report.mostSecondsLost = Math.max(report.mostSecondsLost, seconds)
    if (1000 * seconds > LOST_MS)
      report.problems.push(`run ${runId}: ${seconds.toFixed(2)} s of metrics were lost`)
  }
  database.close()
}

/** What was told of each run, and when. */
function toldSoFar(notesFile: string): Map<string, { at: number; step: number }[]> {
  const lines = readFileSync(notesFile, 'utf8').split('\n').slice(0, -1)
  const told = lines.map((line) => {
    const [at, runId, step] = line.split(' ') as [string, string, string]
    return { runId, at: Number(at), step: Number(step) }
  })
  return Map.groupBy(told, ({ runId }) => runId)
}

/** After a take-over nothing trains that this host was not asked to train. */
export async function checkTakeOver(host: WorkbenchProcess, id: string, report: KillReport): Promise<void> {
  const { runs } = await host.call('experiments.get', { id })
  if (runs.running > 0)
    report.problems.push(`experiment ${id}: ${runs.running} runs are running under no host`)
  const { total, runs: all } = await host.call('runs.list', { experimentId: id })
  if (total !== all.length)
    report.problems.push(`experiment ${id}: ${total} runs, of which ${all.length} are listed`)
  for (const run of all) {
    const isWhole =
      run.status !== 'done' || (run.stepsDone === run.totalSteps && run.finalTestAccuracy !== null)
    if (!isWhole)
      report.problems.push(`run ${run.id} is done after ${run.stepsDone} of ${run.totalSteps} steps`)
  }
}
