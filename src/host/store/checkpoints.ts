import type { Connection } from './connection.ts'
import { doublesOf, packDoubles } from './packed.ts'
import { found } from './rows.ts'
import { isUsed } from './used-file.ts'

/** What the database knows of a checkpoint; its arrays are in the file. */
export type CheckpointFacts = {
  step: number
  isFinal: boolean
  /** The loss of the run's first step; null before it. */
  initialLoss: number | null
  secondsTrained: number
  /** Named by the SHA-256 of its content, so that runs may share it. */
  file: string
  bytes: number
}

type Row = {
  step: number
  is_final: number
  initial_loss: Uint8Array | null
  seconds_trained: number
  file: string
  bytes: number
}

/** The functions that keep which checkpoints runs have. */
export function checkpointStore(connection: Connection) {
  const numberOf = connection.prepare<[string], { number: number }>(`SELECT number FROM run WHERE id = ?`)
  const replaced = connection.prepare<{ run: number; keepFinal: number }, { file: string }>(
    `DELETE FROM checkpoint WHERE run = @run AND is_final <= 1 - @keepFinal RETURNING file`,
  )
  const outdated = connection.prepare<{ run: number; step: number }, { file: string }>(`
    DELETE FROM checkpoint WHERE run = @run AND is_final = 0 AND (step >= @step OR
      step < (SELECT max(step) FROM checkpoint WHERE run = @run AND is_final = 0 AND step < @step)) RETURNING file`)
  const drop = connection.prepare<{ run: number; step: number }>(
    `DELETE FROM checkpoint WHERE run = @run AND step = @step`,
  )
  const insert = connection.prepare<Row & { run: number }>(`
    INSERT OR REPLACE INTO checkpoint (run, step, is_final, initial_loss, seconds_trained, file, bytes)
    VALUES (@run, @step, @is_final, @initial_loss, @seconds_trained, @file, @bytes)`)
  const all = connection.prepare<[string], Row>(`
    SELECT step, is_final, initial_loss, seconds_trained, file, bytes FROM checkpoint
    WHERE run = (SELECT number FROM run WHERE id = ?) ORDER BY step, is_final`)
  const usedNow = connection.prepare<{ file: string }, { used: number }>(`SELECT ${isUsed('@file')} AS used`)
  const run = (runId: string): number => found(numberOf.get(runId), 'run', runId).number
  const unused = (rows: { file: string }[]): string[] =>
    [...new Set(rows.map(({ file }) => file))].filter((file) => usedNow.get({ file })!.used === 0)

  return {
    /** Adds a checkpoint to a run; one of the same step and kind is replaced. @throws WorkbenchError `not-found` */
    add(runId: string, { step, isFinal, initialLoss, secondsTrained, file, bytes }: CheckpointFacts): void {
      connection.write(() => {
        insert.run({
          ...{ run: run(runId), step, is_final: Number(isFinal), file, bytes },
          initial_loss: packDoubles(initialLoss === null ? null : [initialLoss]),
          seconds_trained: secondsTrained,
        })
      })
    },
    /** A run's checkpoints in the order of their steps, a final one last. */
    of(runId: string): CheckpointFacts[] {
      return all.all(runId).map(toFacts)
    },
    /** The one that a resumed run goes on from, or a child starts from; null when there is none. */
    latest(runId: string): CheckpointFacts | null {
      return all.all(runId).map(toFacts).at(-1) ?? null
    },
    /**
     * Removes a run's checkpoints: all, or all but the final ones.
     * @returns the files that nothing refers to any more: the caller removes them @throws WorkbenchError `not-found`
     */
    remove(runId: string, which: 'all' | 'not final'): string[] {
      return connection.write(() =>
        unused(replaced.all({ run: run(runId), keepFinal: Number(which === 'not final') })),
      )
    },
    /**
     * Removes what is only for a resume, but for the last before `step`: that is kept for when the one at `step` is lost.
     * @returns as `remove` does @throws WorkbenchError `not-found`
     */
    removeOutdated(runId: string, step: number): string[] {
      return connection.write(() => unused(outdated.all({ run: run(runId), step })))
    },
    /** Forgets the checkpoint at a step, whose file cannot be read. @throws WorkbenchError `not-found` */
    drop(runId: string, step: number): void {
      connection.write(() => drop.run({ run: run(runId), step }))
    },
    /** Whether any run refers to this file. */
    isUsed: (file: string): boolean => usedNow.get({ file })!.used === 1,
  }
}

function toFacts(row: Row): CheckpointFacts {
  return {
    ...{ step: row.step, isFinal: row.is_final === 1, secondsTrained: row.seconds_trained },
    initialLoss: doublesOf(row.initial_loss)?.[0] ?? null,
    ...{ file: row.file, bytes: row.bytes },
  }
}
