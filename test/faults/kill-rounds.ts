import Database from 'better-sqlite3'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import { Random } from '../../src/domain/random.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { barsHome } from '../host/bars-home.ts'
import { tinySpec } from '../host/tiny-spec.ts'
import { WorkbenchProcess } from '../host/workbench-processes.ts'

/** What was seen over all rounds; every list of problems must be empty. */
export type KillReport = {
  hostKills: number
  trainerKills: number
  /** Experiments that ended, and were compared with one that was left alone. */
  experiments: number
  /** The most that a killed host had been told and had not stored, in seconds. */
  mostSecondsLost: number
  problems: string[]
}

/** More is not lost than what was told in the last second. */
const LOST_MS = 1000

const long = { seeds: [1, 2], batchSizes: [64], budget: { unit: 'epochs', amount: 900 } } as const
const specs: SpecInput[] = [
  { ...tinySpec, ...long, seeds: [1, 2], batchSizes: [64] },
  { ...tinySpec, ...long, seeds: [3], batchSizes: [64], optimizer: { type: 'adam' }, learningRates: [0.001] },
  {
    ...{ ...tinySpec, ...long, seeds: [4], batchSizes: [64] },
    arms: [
      { name: 'fresh', normalization: { type: 'batch' } },
      {
        name: 'continued',
        normalization: { type: 'batch' },
        start: { from: 'trained', arm: 'fresh', batchSize: 64, epochs: 500 },
      },
    ],
  },
]

/**
 * Kills hosts and trainers without warning at random moments while experiments train, and looks at the database after
 * each: whole, no run in a state that it can't be in, hardly anything lost, and in the end every experiment bit for bit
 * what it is when it is left alone.
 */
export async function killRounds(
  kills: number,
  seed: number,
  say: (line: string) => void,
): Promise<KillReport> {
  const random = new Random(seed, 1)
  const home = await barsHome()
  const whole = await trainUndisturbed(home)
  const report = {
    hostKills: 0,
    trainerKills: 0,
    experiments: 0,
    mostSecondsLost: 0,
    problems: [] as string[],
  }
  const database = join(home, 'killed.db')
  const notesFile = join(home, 'told')
  let host = new WorkbenchProcess(home, database, notesFile)
  let current: { id: string; spec: number } | null = null
  let created = 0
  while (report.hostKills + report.trainerKills < kills || current !== null) {
    await host.opened
    current ??= await create(host, created++ % specs.length)
    const mayKill = report.hostKills + report.trainerKills < kills
    const ended = await Promise.race([
      untilEnded(host, current.id),
      ...(mayKill ? [setTimeout(random.below(1400), false)] : []),
    ])
    if (ended) {
      await compare(host, current.id, whole[current.spec]!, report)
      current = null
    } else if (random.below(4) === 0) {
      if (killTrainer(host, random)) report.trainerKills++
    } else {
      await host.kill()
      report.hostKills++
      checkDatabase(database, notesFile, report)
      host = new WorkbenchProcess(home, database, notesFile)
      await host.opened
      await checkTakeOver(host, current.id, report)
      await host.call('experiments.resume', { id: current.id })
      say(
        `${report.hostKills} hosts and ${report.trainerKills} trainers killed, ${report.experiments} experiments compared`,
      )
    }
  }
  await host.close()
  rmSync(home, { recursive: true, force: true })
  return report
}

async function trainUndisturbed(home: string): Promise<ExperimentRecord[]> {
  const host = new WorkbenchProcess(home, join(home, 'alone.db'))
  await host.opened
  const records: ExperimentRecord[] = []
  for (const [index] of specs.entries()) {
    const { id } = await create(host, index)
    await untilEnded(host, id)
    records.push(await host.call('experiments.record', { id, series: true }))
  }
  await host.close()
  return records
}

async function create(host: WorkbenchProcess, spec: number): Promise<{ id: string; spec: number }> {
  return { id: (await host.call('experiments.create', { spec: specs[spec]! })).id, spec }
}

/**
 * Asks for the queue only, which makes the host write nothing. A run whose trainer was killed twice has failed: it is
 * resumed, as a user would. @returns false when the host is killed meanwhile
 */
async function untilEnded(host: WorkbenchProcess, id: string): Promise<boolean> {
  try {
    for (;;) {
      const { queued, running } = await host.call('queue.state', {})
      if (queued + running === 0) {
        const { runs } = await host.call('experiments.get', { id })
        if (runs.failed + runs.stopped + runs.interrupted + runs.queued + runs.running === 0) return true
        await host.call('experiments.resume', { id })
      }
      await setTimeout(20)
    }
  } catch {
    return false
  }
}

async function compare(
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

/** Kills one of the host's child processes, of which there may be none at the moment. */
function killTrainer({ child }: WorkbenchProcess, random: Random): boolean {
  const children = readFileSync(`/proc/${child.pid!}/task/${child.pid!}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
  if (children.length === 0) return false
  try {
    process.kill(Number(children[random.below(children.length)]), 'SIGKILL')
    return true
  } catch {
    return false // it has ended by itself meanwhile
  }
}

function checkDatabase(file: string, notesFile: string, report: KillReport): void {
  const killedAt = Date.now()
  const database = new Database(file, { readonly: true })
  const finding = database.pragma('quick_check', { simple: true }) as string
  if (finding !== 'ok') report.problems.push(`quick_check: ${finding}`)
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
async function checkTakeOver(host: WorkbenchProcess, id: string, report: KillReport): Promise<void> {
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
