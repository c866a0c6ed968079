import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CheckpointFiles } from '../../src/host/checkpoint-files.ts'
import { plannedRun } from './planned-runs.ts'

const { recipe } = plannedRun('a')
const checkpoint = {
  step: 12,
  secondsTrained: 0.1 + 0.2,
  initialLoss: NaN,
  tensors: {
    '0.weight': Float32Array.from({ length: 40 }, (_, i) => [1, -0, 1e-45, 3.4e38, NaN, Infinity][i % 6]!),
    '0.weight:velocity': Float32Array.from({ length: 40 }, (_, i) => i / 3),
    '0.bias': new Float32Array(10),
  },
}

function newFiles(): { files: CheckpointFiles; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bnw-checkpoint-'))
  return { files: new CheckpointFiles(join(folder, 'a.db')), folder }
}

const namesIn = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.safetensors'))

test('a checkpoint reads back bit for bit, and leaves nothing else behind', async () => {
  const { files, folder } = newFiles()
  const { file, bytes } = await files.write(checkpoint, recipe)
  expect(await files.read(file)).toEqual(checkpoint)
  expect(readFileSync(files.pathOf(file))).toHaveLength(bytes)
  expect(namesIn(folder)).toHaveLength(1)
})

test('arrays and their optimizer state are written with their shapes', async () => {
  const { files } = newFiles()
  const bytes = readFileSync(files.pathOf((await files.write(checkpoint, recipe)).file))
  const end = 8 + Number(bytes.readBigUInt64LE())
  const header = JSON.parse(bytes.toString('utf8', 8, end)) as Record<string, unknown>
  expect(header['0.weight:velocity']).toMatchObject({ dtype: 'F32', shape: [4, 10] })
})

test('equal checkpoints are one file, which goes when it is removed', async () => {
  const { files, folder } = newFiles()
  const [one, other] = [await files.write(checkpoint, recipe), await files.write(checkpoint, recipe)]
  expect(one).toEqual(other)
  const isUsed = (used: readonly string[]) => (file: string) => used.includes(file)
  expect(await files.removeUnused([one.file], isUsed([])), 'the database may refer to it yet').toBe(0)
  files.settle([one.file])
  expect(await files.removeUnused([one.file], isUsed([one.file]))).toBe(0)
  expect(await files.removeUnused([one.file, 'unknown.safetensors'], isUsed([]))).toBe(one.bytes)
  expect(namesIn(folder)).toEqual([])
})

test('one that was cut short is written anew', async () => {
  const { files } = newFiles()
  const { file } = await files.write(checkpoint, recipe)
  writeFileSync(files.pathOf(file), '')
  await files.write(checkpoint, recipe)
  expect(await files.read(file)).toEqual(checkpoint)
})

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['empty', () => Buffer.alloc(0)],
  ['changed in one bit', (bytes: Buffer) => bytes.with(100, bytes[100]! ^ 1)],
])('a checkpoint that is %s is refused with its path and what to do', async (_, damage) => {
  const { files } = newFiles()
  const { file } = await files.write(checkpoint, recipe)
  writeFileSync(files.pathOf(file), damage(readFileSync(files.pathOf(file))))
  await expect(files.read(file)).rejects.toThrow(/is damaged.*Retry the run/)
  await expect(files.read(file)).rejects.toThrow(files.pathOf(file))
})

test('one that is missing is named', async () => {
  const { files } = newFiles()
  const { file } = await files.write(checkpoint, recipe)
  rmSync(files.pathOf(file))
  await expect(files.read(file)).rejects.toMatchObject({ code: 'not-found' })
})
