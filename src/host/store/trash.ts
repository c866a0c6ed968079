import type { Connection } from './connection.ts'
import { isUsed } from './used-file.ts'

/** The functions that take experiments out of sight, back again, or away for good. Unknown ids are passed over. */
export function trashStore(connection: Connection) {
  const trash = connection.prepare<{ ids: string; at: number }, { id: string }>(`
    UPDATE experiment SET trashed_at = @at
    WHERE id IN (SELECT value FROM json_each(@ids)) AND trashed_at IS NULL RETURNING id`)
  const restore = connection.prepare<[string], { id: string }>(`
    UPDATE experiment SET trashed_at = NULL
    WHERE id IN (SELECT value FROM json_each(?)) AND trashed_at IS NOT NULL RETURNING id`)
  const hide = connection.prepare<{ ids: string; hidden: number }>(`
    UPDATE run SET is_hidden = @hidden WHERE experiment IN (
      SELECT number FROM experiment WHERE id IN (SELECT value FROM json_each(@ids)))`)
  const trashed = connection.prepare<[string], { id: string }>(`
    SELECT id FROM experiment WHERE id IN (SELECT value FROM json_each(?)) AND trashed_at IS NOT NULL`)
  const purgeable = connection.prepare<
    [string],
    { recipes: string; environments: string; files: string; startFiles: string }
  >(`
    WITH purged AS (
      SELECT number, recipe, environment, start_file FROM run WHERE experiment IN (
        SELECT number FROM experiment WHERE id IN (SELECT value FROM json_each(?))))
    SELECT
      (SELECT json_group_array(DISTINCT recipe) FROM purged) AS recipes,
      (SELECT json_group_array(DISTINCT environment) FROM purged) AS environments,
      (SELECT json_group_array(DISTINCT file) FROM checkpoint WHERE run IN (SELECT number FROM purged)) AS files,
      (SELECT json_group_array(DISTINCT start_file) FROM purged WHERE start_file IS NOT NULL) AS startFiles`)
  const weight = connection.prepare<[string], { runs: number; bytes: number }>(`
    WITH purged AS (
        SELECT number FROM run WHERE experiment IN (
          SELECT number FROM experiment WHERE id IN (SELECT value FROM json_each(?)))),
      own AS (SELECT DISTINCT file, bytes FROM checkpoint WHERE run IN (SELECT number FROM purged))
    SELECT (SELECT count(*) FROM purged) AS runs, (
      SELECT coalesce(sum(bytes), 0) FROM own
      WHERE NOT EXISTS (
          SELECT 1 FROM checkpoint
          WHERE checkpoint.file = own.file AND run NOT IN (SELECT number FROM purged))
        AND NOT EXISTS (
          SELECT 1 FROM run WHERE start_file = own.file AND number NOT IN (SELECT number FROM purged))) AS bytes`)
  const purge = connection.prepare<[string]>(
    `DELETE FROM experiment WHERE id IN (SELECT value FROM json_each(?))`,
  )
  const unusedFiles = connection.prepare<[string], { file: string }>(`
    SELECT value AS file FROM json_each(?) WHERE NOT ${isUsed('value')}`)
  const dropRecipes = connection.prepare<[string]>(`
    DELETE FROM recipe WHERE number IN (SELECT value FROM json_each(?))
      AND NOT EXISTS (SELECT 1 FROM run WHERE run.recipe = recipe.number)`)
  const dropEnvironments = connection.prepare<[string]>(`
    DELETE FROM environment WHERE number IN (SELECT value FROM json_each(?))
      AND NOT EXISTS (SELECT 1 FROM run WHERE run.environment = environment.number)`)

  return {
    /** @param at milliseconds since 1970 @returns the ids that were not in the trash before */
    trash(ids: readonly string[], at: number): string[] {
      return connection.write(() => {
        const changed = trash.all({ ids: JSON.stringify(ids), at }).map(({ id }) => id)
        hide.run({ ids: JSON.stringify(changed), hidden: 1 })
        return changed
      })
    },
    /** @returns the ids that were in the trash before */
    restore(ids: readonly string[]): string[] {
      return connection.write(() => {
        const changed = restore.all(JSON.stringify(ids)).map(({ id }) => id)
        hide.run({ ids: JSON.stringify(changed), hidden: 0 })
        return changed
      })
    },
    /** How many runs experiments have, and the bytes of the checkpoint files that only those refer to. */
    weigh: (ids: readonly string[]): { runs: number; bytes: number } => weight.get(JSON.stringify(ids))!,
    isTrashed: (id: string): boolean => trashed.get(JSON.stringify([id])) !== undefined,
    /**
     * Removes experiments that are in the trash, with all that belongs to them; others are passed over.
     * @returns the ids removed, and the checkpoint files that nothing refers to any more: the caller removes those
     */
    purge(ids: readonly string[]): { ids: string[]; files: string[] } {
      return connection.write(() => {
        const removed = trashed.all(JSON.stringify(ids)).map(({ id }) => id)
        const { recipes, environments, files, startFiles } = purgeable.get(JSON.stringify(removed))!
        purge.run(JSON.stringify(removed))
        dropRecipes.run(recipes)
        dropEnvironments.run(environments)
        const all = [files, startFiles].flatMap((names) => JSON.parse(names) as string[])
        const unused = unusedFiles.all(JSON.stringify([...new Set(all)]))
        return { ids: removed, files: unused.map(({ file }) => file) }
      })
    },
  }
}
