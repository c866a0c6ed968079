import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import { Random } from '../../src/domain/random.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { barsHome } from '../host/bars-home.ts'
import { tinySpec } from '../host/tiny-spec.ts'
import { WorkbenchProcess } from '../host/workbench-processes.ts'
import { checkTakeOver, compare, type KillReport } from './checks.ts'
import { Players } from './players.ts'
import { stopAndResume } from './stop-and-resume.ts'

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
 * Kills hosts and trainers without warning at random moments while experiments train, with another process attached or
 * without, and stops and resumes them in between. After each it looks at the database: whole, no run in a state that it
 * can't be in, hardly anything lost, and in the end every experiment bit for bit what it is when it is left alone.
 */
export async function killRounds(
  kills: number,
  seed: number,
  say: (line: string) => void,
): Promise<KillReport> {
  const random = new Random(seed, 1)
  const home = await barsHome()
  const whole = await trainUndisturbed(home)
  const report: KillReport = {
    ...{ hostKills: 0, trainerKills: 0, takeOvers: 0, resumptions: 0 },
    ...{ experiments: 0, mostSecondsLost: 0, problems: [] },
  }
  const players = new Players(home)
  let current: { id: string; spec: number } | null = null
  let created = 0
  while (report.hostKills + report.trainerKills < kills || current !== null) {
    await players.opened()
    current ??= await create(players.host, created++ % specs.length)
    const mayKill = report.hostKills + report.trainerKills < kills
    const watch = new AbortController()
    const watching = untilEnded(players.host, current.id, watch.signal)
    await Promise.race([watching, ...(mayKill ? [setTimeout(random.below(1400))] : [])])
    watch.abort()
    const ended = await watching
    if (ended) {
      await compare(players.host, current.id, whole[current.spec]!, report)
      current = null
    } else {
      await disturb(players, current.id, random, report)
      say(
        `${report.hostKills} hosts and ${report.trainerKills} trainers killed, ${report.takeOvers} taken over, ` +
          `${report.resumptions} resumed twice at once, ${report.experiments} experiments compared`,
      )
    }
  }
  await players.close()
  rmSync(home, { recursive: true, force: true })
  return report
}

/** One of the things that may happen to a workbench, at this moment. */
async function disturb(players: Players, id: string, random: Random, report: KillReport): Promise<void> {
  const what = random.below(8)
  if (what <= 1) {
    if (killTrainer(players.host, random)) report.trainerKills++
  } else if (what === 2) {
    await stopAndResume(players.host, players.attached ?? players.host, id, report.problems)
    report.resumptions++
  } else {
    await players.killHost(report, random.below(2) === 0)
    await checkTakeOver(players.host, id, report)
    await players.host.call('experiments.resume', { id })
  }
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
 * resumed, as a user would. @returns false when the host is killed meanwhile, or nobody waits any more
 */
async function untilEnded(host: WorkbenchProcess, id: string, watch?: AbortSignal): Promise<boolean> {
  try {
    while (!watch?.aborted) {
      const { queued, running } = await host.call('queue.state', {})
      if (queued + running === 0 && !watch?.aborted) {
        const { runs } = await host.call('experiments.get', { id })
        if (runs.failed + runs.stopped + runs.interrupted + runs.queued + runs.running === 0) return true
        await host.call('experiments.resume', { id })
      }
      await setTimeout(20)
    }
    return false
  } catch {
    return false
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
