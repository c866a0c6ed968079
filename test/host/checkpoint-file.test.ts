import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCheckpoint, writeCheckpoint } from '../../src/host/checkpoint-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'bnw-checkpoint-'))
const checkpoint = {
  step: 12,
  secondsTrained: 0.1 + 0.2,
  initialLoss: NaN,
  tensors: {
    '0.weight': Float32Array.of(1, -0, 1e-45, 3.4e38, NaN, Infinity),
    '0.weight:velocity': Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
    '0.bias': new Float32Array(),
  },
}

test('a checkpoint reads back bit for bit, and leaves nothing else behind', async () => {
  const file = join(folder, 'a.safetensors')
  await writeCheckpoint(file, checkpoint, new Map([['0.weight', [2, 3]]]))
  expect(await readCheckpoint(file)).toEqual(checkpoint)
  expect(readdirSync(folder)).toEqual(['a.safetensors'])
})

test('arrays and their optimizer state are written with their shapes', async () => {
  const file = join(folder, 'shapes.safetensors')
  await writeCheckpoint(file, checkpoint, new Map([['0.weight', [2, 3]]]))
  const bytes = readFileSync(file)
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE()))) as Record<
    string,
    unknown
  >
  expect(header['0.weight:velocity']).toMatchObject({ dtype: 'F32', shape: [2, 3] })
})

test.each([
  [
    'cut short',
    (bytes: Buffer) => bytes.subarray(0, -1),
    /not a whole checkpoint: it ends within 0.weight:velocity/,
  ],
  ['empty', () => Buffer.alloc(0), /not a whole checkpoint/],
  [
    'without a header',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(500)]),
    /not a whole/,
  ],
])('a checkpoint that is %s is refused with its file name', async (name, damage, message) => {
  const file = join(folder, `${name}.safetensors`)
  await writeCheckpoint(file, checkpoint)
  writeFileSync(file, damage(readFileSync(file)))
  await expect(readCheckpoint(file)).rejects.toThrow(message)
  await expect(readCheckpoint(file)).rejects.toThrow(file)
})
