import type { Evaluation } from '../../contract/host-answers.ts'
import type { RunResult } from '../../contract/trainer.ts'
import type { Connection } from './connection.ts'
import { epochLosses } from '../record/run-facts.ts'
import { bytesOf, doublesOf, integersOf, packDoubles, packScores, scoresOf } from './packed.ts'
import { found } from './rows.ts'
import type { seriesStore } from './series.ts'

type EvaluationRow = {
  step: number
  epoch: number
  test: Uint8Array
  train: Uint8Array | null
  validation: Uint8Array | null
}
type ResultRow = {
  running: Uint8Array
  precise: Uint8Array | null
  batch: Uint8Array | null
  confusion: Uint8Array
}

/** What is kept of a run's end; what was said of each image only where the trainer told it. */
export type KeptResult = Omit<RunResult, 'predicted'> & { predicted?: Uint8Array }

/** The functions that keep how good runs were, on the way and at the end. */
export function resultStore(connection: Connection, series: ReturnType<typeof seriesStore>) {
  const numberOf = connection.prepare<[string], { number: number }>(`SELECT number FROM run WHERE id = ?`)
  const addEvaluation = connection.prepare<EvaluationRow & { run: number }>(`
    INSERT INTO evaluation (run, step, epoch, test, train, validation)
    VALUES (@run, @step, @epoch, @test, @train, @validation)
    ON CONFLICT DO UPDATE SET epoch = @epoch, test = @test, train = @train, validation = @validation`)
  const evaluations = connection.prepare<[string], EvaluationRow>(`
    SELECT step, epoch, test, train, validation FROM evaluation
    WHERE run = (SELECT number FROM run WHERE id = ?) ORDER BY step`)
  const saveResult = connection.prepare<
    ResultRow & { run: number; predicted: Uint8Array | null; losses: Uint8Array }
  >(`
    INSERT INTO result (run, running, precise, batch, confusion, predicted, epoch_losses)
    VALUES (@run, @running, @precise, @batch, @confusion, @predicted, @losses)
    ON CONFLICT DO UPDATE SET running = @running, precise = @precise, batch = @batch, confusion = @confusion,
      predicted = @predicted, epoch_losses = @losses`)
  const setFinal = connection.prepare<{ run: number; loss: number; accuracy: number }>(
    `UPDATE run SET final_test_loss = @loss, final_test_accuracy = @accuracy WHERE number = @run`,
  )
  const result = connection.prepare<[string], ResultRow>(`
    SELECT running, precise, batch, confusion FROM result WHERE run = (SELECT number FROM run WHERE id = ?)`)
  const predictions = connection.prepare<[string], { predicted: Uint8Array | null }>(
    `SELECT predicted FROM result WHERE run = (SELECT number FROM run WHERE id = ?)`,
  )
  const lengthOfEpoch = connection.prepare<[string], { steps: number }>(
    `SELECT steps_per_epoch AS steps FROM run WHERE id = ?`,
  )
  const keptLosses = connection.prepare<[string], { losses: Uint8Array | null }>(
    `SELECT epoch_losses AS losses FROM result WHERE run = (SELECT number FROM run WHERE id = ?)`,
  )
  const countLosses = (runId: string): number[] => {
    const steps = lengthOfEpoch.get(runId)?.steps ?? 1
    return epochLosses(series.readValues(runId, 'loss'), steps)
  }
  const run = (runId: string): number => found(numberOf.get(runId), 'run', runId).number

  return {
    /** Adds an evaluation; one at the same step is replaced. @throws WorkbenchError `not-found` */
    addEvaluation(runId: string, { step, epoch, test, train, validation }: Evaluation): void {
      connection.write(() => {
        const packed = {
          test: packScores(test)!,
          train: packScores(train),
          validation: packScores(validation),
        }
        addEvaluation.run({ run: run(runId), step, epoch, ...packed })
      })
    },
    /** In the order of their steps. */
    evaluations(runId: string): Evaluation[] {
      return evaluations.all(runId).map(({ step, epoch, test, train, validation }) => {
        return {
          step,
          epoch,
          test: scoresOf(test)!,
          train: scoresOf(train),
          validation: scoresOf(validation),
        }
      })
    },
    /** Keeps a run's final scores, which are then in its summary too. @throws WorkbenchError `not-found` */
    saveResult(runId: string, { running, precise, batch, confusion, predicted }: KeptResult): void {
      connection.write(() => {
        const number = run(runId)
        const packed = {
          precise: packScores(precise),
          batch: packScores(batch),
          confusion: bytesOf(confusion),
          predicted: predicted ?? null,
          losses: packDoubles(countLosses(runId))!,
        }
        saveResult.run({ run: number, running: packScores(running)!, ...packed })
        setFinal.run({ run: number, ...running })
      })
    },
    /** Null while there is none. */
    result(runId: string): Omit<RunResult, 'predicted'> | null {
      const row = result.get(runId)
      if (row === undefined) return null
      const { running, precise, batch, confusion } = row
      return {
        ...{ running: scoresOf(running)!, precise: scoresOf(precise), batch: scoresOf(batch) },
        confusion: integersOf(confusion),
      }
    },
    /** Mean of the losses of each whole epoch: counted once a run has a result, until then from every step. */
    epochLosses(runId: string): number[] {
      const kept = doublesOf(keptLosses.get(runId)?.losses ?? null)
      return kept === null ? countLosses(runId) : [...kept]
    },
    /** The class that a run said of each test image at its end; null where that was not kept, or it has no result. */
    predictions(runId: string): Uint8Array | null {
      return predictions.get(runId)?.predicted ?? null
    },
  }
}
