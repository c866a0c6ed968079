import type { Connection } from './connection.ts'
import { found } from './rows.ts'
import { isUsed } from './used-file.ts'
import type { seriesStore } from './series.ts'

/**
 * @returns a function that forgets what a run did after its first `length` steps: series, evaluations, checkpoints,
 * the result. It answers the checkpoint files that nothing refers to any more: the caller removes them.
 */
export function cutterBack(connection: Connection, series: ReturnType<typeof seriesStore>) {
  const numberOf = connection.prepare<[string], { number: number }>(`SELECT number FROM run WHERE id = ?`)
  const forgetEvaluations = connection.prepare<[number, number]>(
    `DELETE FROM evaluation WHERE run = ? AND step > ?`,
  )
  const forgetCheckpoints = connection.prepare<[number, number], { file: string }>(
    `DELETE FROM checkpoint WHERE run = ? AND step > ? RETURNING file`,
  )
  const forgetResult = connection.prepare<[number]>(`DELETE FROM result WHERE run = ?`)
  const forgetScores = connection.prepare<[number]>(
    `UPDATE run SET final_test_accuracy = NULL, final_test_loss = NULL WHERE number = ?`,
  )
  const usedNow = connection.prepare<{ file: string }, { used: number }>(`SELECT ${isUsed('@file')} AS used`)
  return (runId: string, length: number): string[] =>
    connection.write(() => {
      const { number } = found(numberOf.get(runId), 'run', runId)
      series.truncateSeries(runId, length)
      forgetEvaluations.run(number, length)
      forgetResult.run(number)
      forgetScores.run(number)
      const files = forgetCheckpoints.all(number, length).map(({ file }) => file)
      return [...new Set(files)].filter((file) => usedNow.get({ file })!.used === 0)
    })
}
