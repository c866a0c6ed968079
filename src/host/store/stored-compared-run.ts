import type { ComparedFact } from '../../contract/compare.ts'
import type { Scores } from '../../contract/trainer.ts'
import type { Recipe } from '../../domain/recipe.ts'
import type { StoredRun } from './run-row.ts'

/** What a comparison reads of a run: narrow, for hundreds of them at once. */
export type StoredComparedRun = Pick<
  StoredRun,
  ComparedFact | 'arm' | 'stepsPerEpoch' | 'secondsTrained' | 'endedAt'
> & {
  number: number
  pairKey: string
  recipe: Recipe
  result: { running: Scores; precise: Scores | null; batch: Scores | null } | null
}

/** What a comparison reads of an evaluation. */
export type ShortEvaluation = { step: number; test: Scores; train: Scores | null }
