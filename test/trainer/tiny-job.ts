import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { TrainJob } from '../../src/contract/trainer.ts'
import { writePrepared } from '../../src/datasets/prepared.ts'
import { endTrainers } from './forked-trainer.ts'
import { member, tinyDataset, tinyRecipe } from './tiny-recipe.ts'

const home = mkdtempSync(join(tmpdir(), 'bnw-trainer-'))
let datasetFolder = ''
beforeAll(async () => {
  datasetFolder = await writePrepared(home, tinyDataset)
})
afterAll(() => {
  endTrainers()
  rmSync(home, { recursive: true })
})

/** A path at which nothing is, for the length of a test file. */
export const absent = (name: string) => join(home, 'absent', name)

/** A run of the tiny recipe on the tiny data set, prepared in a folder for the length of a test file. */
export const jobOf = (settings: Partial<TrainJob> = {}): TrainJob => ({
  jobId: 'job',
  datasetFolder,
  recipe: tinyRecipe(),
  members: [member(1)],
  backend: 'wasm',
  ...settings,
})
