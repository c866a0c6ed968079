import type { BackendChoice } from '../../contract/call-parts.ts'
import type { DatasetInfo } from '../../domain/dataset.ts'
import type { Spec } from '../../domain/spec.ts'
import type { Connection } from './connection.ts'
import type { Origin } from './origin.ts'
import { toStoredExperiment, type ExperimentRow, type StoredExperiment } from './experiment-row.ts'
import { found, newId } from './rows.ts'
import { runCounter } from './run-counts.ts'
import type { NewRun } from './run-insert.ts'

export type NewExperiment = {
  name: string
  spec: Spec
  preset: string | null
  backend: BackendChoice
  looks: number
  dataset: DatasetInfo
  /** Accuracy of the best constant answer; null where it is not known yet. */
  chance: number | null
  fairnessNotes: readonly string[]
  /** Milliseconds since 1970. */
  createdAt: number
  notes?: string
  tags?: readonly string[]
  /** Of the record that it comes from; importing the same again can find it by this. */
  importedDigest?: string
  origin?: Origin
  /** One that has it elsewhere already; a new one where it is not given. */
  id?: string
}

/** The functions that make, read and change single experiments. */
export function experimentStore(
  connection: Connection,
  insertRuns: (experiment: number, runs: readonly NewRun[]) => string[],
) {
  const countRuns = runCounter(connection)
  const insert = connection.prepare<object>(`
    INSERT INTO experiment (id, name, notes, tags, spec, preset, backend, looks, dataset, dataset_info, chance,
      fairness_notes, run_count, created_at, imported_digest, origin)
    VALUES (@id, @name, @notes, @tags, @spec, @preset, @backend, @looks, @dataset, @datasetInfo, @chance,
      @fairnessNotes, @runCount, @createdAt, @importedDigest, @origin)`)
  const read = connection.prepare<[string], ExperimentRow>(`SELECT * FROM experiment WHERE id = ?`)
  const imported = connection.prepare<[string], { id: string }>(
    `SELECT id FROM experiment WHERE imported_digest = ?`,
  )
  const originated = connection.prepare<[string], { id: string }>(
    `SELECT id FROM experiment WHERE origin IS NOT NULL AND origin ->> '$.experimentId' = ? ORDER BY number DESC LIMIT 1`,
  )
  const alike = connection.prepare<{ runs: number; spec: string }, { id: string }>(`
    SELECT experiment.id FROM listing JOIN experiment ON experiment.number = listing.experiment
    WHERE listing.is_trashed IN (0, 1) AND listing.run_count = @runs AND experiment.spec = @spec`)
  const ofDesign = connection.prepare<{ spec: string; name: string; digest: string }, { seeds: string }>(`
    SELECT spec ->> '$.seeds' AS seeds FROM listing JOIN experiment ON experiment.number = listing.experiment
    WHERE listing.is_trashed IN (0, 1) AND listing.dataset = @name AND dataset_info ->> '$.digest' = @digest
      AND json_remove(spec, '$.name', '$.seeds') = json_remove(@spec, '$.name', '$.seeds')`)
  const beginning = connection.prepare<{ from: string; to: string }, { id: string }>(
    `SELECT id FROM experiment WHERE id >= @from AND id < @to LIMIT 2`,
  )
  const named = connection.prepare<{ name: string; limit: number }, { id: string }>(`
    SELECT id FROM listing WHERE is_trashed IN (0, 1) AND name = @name COLLATE NOCASE AND name = @name
    ORDER BY is_trashed, created_at DESC LIMIT @limit`)
  const rename = connection.prepare<[string, string]>(`UPDATE experiment SET name = ? WHERE id = ?`)
  const annotate = connection.prepare<[string, string]>(`UPDATE experiment SET notes = ? WHERE id = ?`)
  const tag = connection.prepare<[string, string]>(`UPDATE experiment SET tags = ? WHERE id = ?`)
  const setChance = connection.prepare<[number, string]>(`UPDATE experiment SET chance = ? WHERE id = ?`)

  function change(statement: typeof rename | typeof setChance, value: string | number, id: string): void {
    connection.write(() => {
      const { changes } = (statement as typeof rename).run(value as string, id)
      found(changes === 0 ? undefined : changes, 'experiment', id)
    })
  }

  return {
    /** Stores an experiment and its runs, queued unless their state says otherwise, in one transaction. */
    insert(experiment: NewExperiment, runs: readonly NewRun[]): { id: string; runIds: string[] } {
      return connection.write(() => {
        const id = experiment.id ?? newId()
        const row = insert.run({ ...toParameters(experiment), id, runCount: runs.length })
        return { id, runIds: insertRuns(Number(row.lastInsertRowid), runs) }
      })
    },
    /** @throws WorkbenchError `not-found` */
    get(id: string): StoredExperiment {
      const row = found(read.get(id), 'experiment', id)
      return toStoredExperiment(row, countRuns([row.number]).get(row.number) ?? [])
    },
    /** The experiment that was imported from a record with this digest, in the trash or not; null when there is none. */
    importedFrom(digest: string): string | null {
      return imported.get(digest)?.id ?? null
    },
    /** The newest that was imported and had this id where it was made; null when there is none. */
    comeFrom(id: string): string | null {
      return originated.get(id)?.id ?? null
    },
    /** The ids of those with exactly this spec and as many runs, in the trash or not. */
    idsAlike(spec: Spec, runs: number): string[] {
      return alike.all({ runs, spec: JSON.stringify(spec) }).map(({ id }) => id)
    },
    /** The seeds of all that differ in no more than name and seeds (`designKey`), in the trash or not. */
    seedsOfDesign(spec: Spec, { name, digest }: Pick<DatasetInfo, 'name' | 'digest'>): Set<number> {
      const rows = ofDesign.all({ spec: JSON.stringify(spec), name, digest })
      return new Set(rows.flatMap(({ seeds }) => JSON.parse(seeds) as number[]))
    },
    /** Whether there is one of this id, in the trash or not. */
    has: (id: string): boolean => read.get(id) !== undefined,
    /** The ids that begin so, two at most: enough to know whether it is one. */
    idsBeginning(text: string): string[] {
      return beginning.all({ from: text, to: `${text}\u{10ffff}` }).map(({ id }) => id)
    },
    /** The ids of those with exactly this name, at most so many; what is in the trash last, the newest first. */
    idsNamed(name: string, limit: number): string[] {
      return named.all({ name, limit }).map(({ id }) => id)
    },
    /** @throws WorkbenchError `not-found` */
    rename: (id: string, name: string): void => change(rename, name, id),
    /** @throws WorkbenchError `not-found` */
    annotate: (id: string, notes: string): void => change(annotate, notes, id),
    /** @throws WorkbenchError `not-found` */
    tag: (id: string, tags: readonly string[]): void => change(tag, JSON.stringify(tags), id),
    /** @throws WorkbenchError `not-found` */
    setChance: (id: string, chance: number): void => change(setChance, chance, id),
  }
}

function toParameters({
  spec,
  dataset,
  fairnessNotes,
  tags,
  notes,
  importedDigest,
  origin,
  ...rest
}: NewExperiment) {
  return {
    ...rest,
    ...{ spec: JSON.stringify(spec), dataset: dataset.name, datasetInfo: JSON.stringify(dataset) },
    ...{ fairnessNotes: JSON.stringify(fairnessNotes), tags: JSON.stringify(tags ?? []) },
    ...{ notes: notes ?? '', importedDigest: importedDigest ?? null },
    origin: origin === undefined ? null : JSON.stringify(origin),
  }
}
