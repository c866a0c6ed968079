import process from 'node:process'
import { TrainerCommand, type TrainJob } from '../contract/trainer.ts'
import { readDataset } from '../datasets/prepared.ts'
import type { Backend } from './backend.ts'
import { linkToHost } from './host-link.ts'
import { loadData, requireDataOf, type LoadedData } from './loaded-data.ts'
import { chooseBackend, probeBackends } from './start-backend.ts'
import { tf } from './tf.ts'
import { train } from './train.ts'
import { yieldToOthers } from './yield-to-others.ts'

// The trainer process. It knows no database, no Electron and no network: commands come in, events go out.

/** Runs queued or in training, and which of them are to stop. A stop that comes after the end of its run is void. */
const present = new Set<string>()
const stopping = new Set<string>()
/** The data set of the last job, which the next one most likely shares. */
let loaded: { folder: string; backend: Backend; data: LoadedData } | null = null
/** Jobs train one after the other, in the order they came. */
let work: Promise<void> = Promise.resolve()

const host = await linkToHost()
host.onMessage((message) => {
  const { success, data: command, error } = TrainerCommand.safeParse(message)
  if (!success)
    return void host.send({ type: 'failed', jobId: '', message: `Not a command: ${error.message}` })
  switch (command.type) {
    case 'train':
      command.job.members.forEach(({ runKey }) => present.add(runKey))
      work = work.then(() => runJob(command.job))
      break
    case 'stop':
      command.runKeys.filter((key) => present.has(key)).forEach((key) => stopping.add(key))
      break
    case 'probe':
      work = work.then(async () => host.send({ type: 'probed', backends: await probeBackends() }))
      break
    case 'yield':
      yieldToOthers()
      break
    case 'exit':
      // Every event has been handed to the channel when its job's promise resolves.
      work = work.then(() => process.exit(0))
      break
  }
})
void host.send({ type: 'ready', versions: { node: process.versions.node, tensorflow: tf.version_core } })

async function runJob(job: TrainJob): Promise<void> {
  try {
    const { backend, reason } = await chooseBackend(job.backend)
    await host.send({
      type: 'started',
      jobId: job.jobId,
      backend: backend.name,
      reason: `${reason}; ${backend.detail}`,
    })
    const data = dataFor(job.datasetFolder, backend)
    requireDataOf(job.recipe, data.dataset)
    for await (const event of train(job, data, backend, (key) => stopping.has(key))) await host.send(event)
  } catch (error) {
    await host.send({
      type: 'failed',
      jobId: job.jobId,
      message: error instanceof Error ? error.message : String(error),
    })
  }
  for (const { runKey } of job.members) {
    present.delete(runKey)
    stopping.delete(runKey)
  }
  await host.send({ type: 'idle', jobId: job.jobId })
}

function dataFor(folder: string, backend: Backend): LoadedData {
  if (loaded?.folder === folder && loaded.backend === backend) return loaded.data
  loaded?.data.dispose()
  loaded = null // should the next one be unreadable
  loaded = { folder, backend, data: loadData(backend, readDataset(folder)) }
  return loaded.data
}
