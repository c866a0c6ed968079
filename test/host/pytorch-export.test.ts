import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildLayers } from '../../src/domain/architecture.ts'
import { batchSizesOfEpoch, epochOrder } from '../../src/domain/batches.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import { initialState } from '../../src/domain/initialization.ts'
import { scheduleFactor } from '../../src/domain/schedule.ts'
import { exportPytorch, type PytorchExport } from '../../src/host/pytorch-export.ts'
import { replayDataset } from '../parity/replay-data.ts'
import { replays } from '../parity/replay-runs.ts'
import { newHost } from './new-host.ts'

const dataset = replayDataset()
/** GELU, normalized after it, γ and β, warm-up and steps, last batch dropped. */
const run = replays.find(({ run }) => run.key === 'replay-gelu')!.run
const { recipe } = run
const layers = buildLayers(recipe.network, recipe.normalization, 784, 10)
const fresh = initialState(layers, recipe.network.initialization, run.seed)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'bnw-export-'))
})
afterEach(() => rm(folder, { recursive: true }))

const exported = (changes: Partial<PytorchExport> = {}) =>
  exportPytorch({ run, dataset, recorded: { loss: [2.5, NaN] }, directory: folder, ...changes })

/** The data bytes of an exported array, copied so that any typed array may view them. */
async function bytesOf(name: string): Promise<ArrayBuffer> {
  const file = await readFile(path.join(folder, name))
  return Uint8Array.from(file.subarray(10 + file.readUInt16LE(8))).buffer
}
const floats = async (name: string) => new Float32Array(await bytesOf(name))

test('a folder that can’t be made is refused with the reason', async () => {
  const file = path.join(folder, 'file')
  await writeFile(file, '')
  await expect(exported({ directory: 'some/where' })).rejects.toThrow('name it by its whole path')
  const inFile = exported({ directory: path.join(file, 'in') })
  await expect(inFile).rejects.toThrow('can’t be made: a part of the path is a file')
  await expect(inFile).rejects.toMatchObject({ code: 'bad-input' })
})

describe('the exported folder', () => {
  test('holds the script, its inputs and what it was told it holds', async () => {
    const names = await exported()
    const found = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = found.filter((entry) => entry.isFile())
    const paths = files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    expect(paths.sort()).toEqual(names.map((name) => path.normalize(name)).sort())
    expect(names).toEqual(expect.arrayContaining(['replay.py', 'README.txt', 'config.json', 'losses.npy']))
  })

  test('has the initial weights of the run, bit for bit', async () => {
    await exported()
    expect(fresh.size).toBe(9)
    for (const [key, values] of fresh) expect(await floats(`weights/${key}.npy`), key).toEqual(values)
  })

  test('has the data order of every epoch that the budget reaches, after those already spent', async () => {
    await exported({ run: { ...run, recipe: { ...recipe, epochsBefore: 3 } } })
    const order = new Int32Array(await bytesOf('order.npy'))
    const epochs = Math.ceil(200 / 62)
    expect(order.length).toBe(epochs * 2001)
    for (let epoch = 0; epoch < epochs; epoch++) {
      expect(order.slice(epoch * 2001, (epoch + 1) * 2001)).toEqual(epochOrder(run.seed, 3 + epoch, 2001))
    }
  })

  test('has the batch sizes of an epoch and the learning rate of each step, as the domain plans them', async () => {
    await exported()
    const sizes = batchSizesOfEpoch(2001, 32, 'drop')
    expect([...new Int32Array(await bytesOf('batch-sizes.npy'))]).toEqual(sizes)
    const rates = [...new Float64Array(await bytesOf('learning-rates.npy'))]
    const expected = rates.map((_, step) => 0.004 * scheduleFactor(recipe.schedule, step, 200, sizes.length))
    expect(rates).toHaveLength(200)
    expect(rates).toEqual(expected)
  })

  test('has the images that are trained and tested on, with their labels, and no others', async () => {
    await exported({ run: { ...run, recipe: { ...recipe, trainExamples: 1500, testExamples: 10 } } })
    expect(new Uint8Array(await bytesOf('data/train-images.npy'))).toEqual(
      dataset.train.images.slice(0, 1500 * 784),
    )
    expect(new Uint8Array(await bytesOf('data/train-labels.npy'))).toEqual(
      dataset.train.labels.slice(0, 1500),
    )
    expect(new Uint8Array(await bytesOf('data/test-images.npy'))).toEqual(
      dataset.test.images.slice(0, 10 * 784),
    )
  })

  test('has the losses as recorded, those that are not finite too', async () => {
    await exported()
    expect(await floats('losses.npy')).toEqual(Float32Array.of(2.5, NaN))
  })

  test('says which run it is', async () => {
    await exported()
    const readme = await readFile(path.join(folder, 'README.txt'), 'utf8')
    expect(readme).toContain(
      `batch size 32, learning rate 0.004, seed 7, data set "replay bars".\nRun replay-gelu\n`,
    )
    expect(JSON.parse(await readFile(path.join(folder, 'config.json'), 'utf8'))).toMatchObject({ layers })
  })
})

describe('a run that continues another', () => {
  const child: PlannedRun = { ...run, parent: 'the parent' }

  test('begins with the weights it is given, and with fresh ones where the other run had none', async () => {
    const weight = fresh.get('0.weight')!.map((value) => value + 1)
    await exported({ run: child, startTensors: { '0.weight': weight, '0.weight:velocity': weight } })
    expect(await floats('weights/0.weight.npy')).toEqual(weight)
    expect(await floats('weights/0.gamma.npy')).toEqual(fresh.get('0.gamma'))
  })

  test('is not exported without them', async () => {
    await expect(exported({ run: child })).rejects.toMatchObject({
      code: 'bad-input',
      message: 'Run replay-gelu starts from the weights of run the parent: these are needed to export it.',
    })
  })

  test('is not exported with weights of another size', async () => {
    await expect(
      exported({ run: child, startTensors: { '1.weight': new Float32Array(3) } }),
    ).rejects.toMatchObject({
      code: 'bad-input',
      message: 'The start weights "1.weight" have 3 values; the run\'s network needs 1500.',
    })
  })
})

describe('an export is refused', () => {
  test('into a folder that holds something, which is left as it was', async () => {
    await writeFile(path.join(folder, 'thesis.txt'), 'mine')
    await expect(exported()).rejects.toMatchObject({ code: 'conflict', message: /is not empty/ })
    expect(await readdir(folder)).toEqual(['thesis.txt'])
  })

  test('on another data set than the run was planned on', async () => {
    const other = { ...dataset, info: { ...dataset.info, digest: 'other' } }
    await expect(exported({ dataset: other })).rejects.toMatchObject({
      code: 'conflict',
      message: /with digest replay-bars-1, but "replay bars" has other/,
    })
  })

  test('with more losses than the run has steps', async () => {
    await expect(exported({ recorded: { loss: new Float32Array(201) } })).rejects.toMatchObject({
      code: 'bad-input',
      message: '201 losses are given for a run of 200 steps.',
    })
  })
})

test('a run is exported to PyTorch with its recorded losses', async () => {
  const host = await newHost()
  const id = await host.create({ seeds: [1], batchSizes: [64] })
  await host.ended(id)
  const { runs } = await host.call('runs.list', { experimentId: id })
  const directory = path.join(host.home, 'replay')
  await host.call('runs.exportPytorch', { id: runs[0]!.id, directory })
  expect(existsSync(path.join(directory, 'replay.py'))).toBe(true)
  expect(existsSync(path.join(directory, 'losses.npy'))).toBe(true)
})
