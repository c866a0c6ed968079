/**
 * node test/host/store/make-fixture.ts SCHEMA
 * Writes fixtures/schema-SCHEMA.db.gz: a small database of that schema with something in every table. Run it before
 * the migration after SCHEMA is added; a fixture that was released is never made again.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { migrate } from '../../../src/host/store/migrate.ts'
import { openStore } from '../../../src/host/store/open-store.ts'
import { fillFixture } from './fixture-content.ts'

const schema = Number(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'bnw-fixture-'))
const newest = join(folder, 'newest.db')
const file = join(folder, 'fixture.db')

const store = openStore(newest)
fillFixture(store)
store.close()

const database = new Database(file)
migrate(database, { backupOf: null, to: schema })
database.exec(`ATTACH '${newest}' AS newest`)
database.pragma('foreign_keys = OFF')
// The tables of the search index are its own: triggers fill them.
const tables = database
  .prepare(
    `SELECT name FROM main.sqlite_schema WHERE sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'experiment_search_%'`,
  )
  .pluck()
  .all()
for (const table of tables as string[]) {
  const columns = database.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table).join(', ')
  database.exec(
    `DELETE FROM main.${table}; INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM newest.${table}`,
  )
}
database.exec('DETACH newest; VACUUM')
database.close()
writeFileSync(
  new URL(`fixtures/schema-${schema}.db.gz`, import.meta.url),
  gzipSync(readFileSync(file), { level: 9 }),
)
rmSync(folder, { recursive: true })
