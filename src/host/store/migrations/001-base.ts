/**
 * The first schema. Rows refer to each other by number; the ids are for the outside. Times are milliseconds since
 * 1970. SQLite turns NaN into NULL, so numbers that may be NaN are packed: float32 or float64, little-endian.
 */
export const base = `
PRAGMA application_id = 0x424e5742;          -- "BNWB"

CREATE TABLE experiment (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',           -- JSON, an array of texts
  spec TEXT NOT NULL,                        -- JSON, as the domain parsed it
  preset TEXT,
  backend TEXT NOT NULL,                     -- the one that was asked for, or 'auto'
  looks INTEGER NOT NULL,
  dataset TEXT NOT NULL,                     -- its name
  dataset_info TEXT NOT NULL,                -- JSON
  chance REAL,                               -- accuracy of the best constant answer; NULL until it is known
  fairness_notes TEXT NOT NULL,              -- JSON, an array of sentences
  run_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  trashed_at INTEGER,
  is_trashed INTEGER NOT NULL GENERATED ALWAYS AS (trashed_at IS NOT NULL) VIRTUAL,
  imported_digest TEXT UNIQUE                -- of the record it was imported from
) STRICT;
CREATE INDEX experiment_by_creation ON experiment (is_trashed, created_at, number);
CREATE INDEX experiment_by_name ON experiment (is_trashed, name COLLATE NOCASE, number, tags);
CREATE INDEX experiment_by_runs ON experiment (is_trashed, run_count, number);

-- What many runs share is stored once, by the SHA-256 of its JSON. A number never comes again: the store remembers them.
CREATE TABLE recipe (number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT;
CREATE TABLE environment (number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT;

CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  position INTEGER NOT NULL,                 -- in the experiment's grid, from 0
  key TEXT NOT NULL,                         -- content key
  role TEXT NOT NULL,
  arm TEXT NOT NULL,
  batch_size INTEGER NOT NULL,
  learning_rate REAL NOT NULL,
  scaled_learning_rate REAL NOT NULL,
  seed INTEGER NOT NULL,
  parent INTEGER REFERENCES run ON DELETE SET NULL,
  pair_key TEXT NOT NULL,
  cohort_key TEXT NOT NULL,
  recipe INTEGER NOT NULL REFERENCES recipe,
  total_steps INTEGER NOT NULL,
  steps_per_epoch INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'queued',
  queue_position INTEGER,                    -- NULL unless queued; the least is the next
  attempt INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  outcome TEXT,
  backend_name TEXT,
  backend_reason TEXT,
  environment INTEGER REFERENCES environment,
  steps_done INTEGER NOT NULL DEFAULT 0,
  seconds_trained REAL NOT NULL DEFAULT 0,
  started_at INTEGER,
  ended_at INTEGER,
  final_test_accuracy REAL,
  final_test_loss REAL,                      -- NULL beside an accuracy means NaN
  grown_at INTEGER NOT NULL DEFAULT 0,       -- the metric cursor of the last change to its series
  is_hidden INTEGER NOT NULL DEFAULT 0,      -- 1 while its experiment is in the trash
  UNIQUE (experiment, position)
) STRICT;
CREATE INDEX run_by_place ON run (is_hidden, experiment, position, status);
CREATE INDEX run_by_accuracy ON run (is_hidden, final_test_accuracy, number, status);
CREATE INDEX run_by_start ON run (is_hidden, started_at, number, status);
CREATE INDEX run_by_status ON run (status, is_hidden);
CREATE INDEX run_by_queue ON run (queue_position) WHERE queue_position IS NOT NULL;
CREATE INDEX run_by_parent ON run (parent) WHERE parent IS NOT NULL;
CREATE INDEX run_by_recipe ON run (recipe);
CREATE INDEX run_by_environment ON run (environment) WHERE environment IS NOT NULL;

-- Values of the steps 0 … length - 1 of one metric of a run, in chunks: see src/host/store/chunks.ts.
CREATE TABLE series (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  metric TEXT NOT NULL,
  length INTEGER NOT NULL DEFAULT 0,
  UNIQUE (run, metric)
) STRICT;
CREATE TABLE chunk (
  series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  level INTEGER NOT NULL,                    -- 0: values; from 1: min, max, last of blocks
  first_step INTEGER NOT NULL,
  data BLOB NOT NULL,                        -- float32
  PRIMARY KEY (series, level, first_step)
) STRICT;
-- One row: how often any series has grown or was cut.
CREATE TABLE metric_cursor (id INTEGER PRIMARY KEY CHECK (id = 1), cursor INTEGER NOT NULL) STRICT;
INSERT INTO metric_cursor VALUES (1, 0);

-- Scores are packed: loss and accuracy as float64.
CREATE TABLE evaluation (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  epoch REAL NOT NULL,
  test BLOB NOT NULL,
  train BLOB,
  validation BLOB,
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE result (
  run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  running BLOB NOT NULL,
  precise BLOB,
  batch BLOB,
  confusion BLOB NOT NULL                    -- int32, [true class × predicted class] row by row
) STRICT;
CREATE TABLE checkpoint (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  is_final INTEGER NOT NULL,
  initial_loss BLOB,                         -- float64; NULL before the first step
  seconds_trained REAL NOT NULL,
  file TEXT NOT NULL,                        -- named by the SHA-256 of its content
  bytes INTEGER NOT NULL,
  PRIMARY KEY (run, step, is_final)
) STRICT, WITHOUT ROWID;
CREATE INDEX checkpoint_by_file ON checkpoint (file);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- What a shape costs on a machine and backend, in seconds: src/host/plan/time-left.ts.
CREATE TABLE calibration (
  machine TEXT NOT NULL,
  backend TEXT NOT NULL,
  shape_key TEXT NOT NULL,
  seconds_per_step REAL NOT NULL,
  seconds_per_evaluation REAL NOT NULL,
  seconds_once REAL NOT NULL,
  measured_at INTEGER NOT NULL,
  PRIMARY KEY (machine, backend, shape_key)
) STRICT, WITHOUT ROWID;
-- One row: the process that holds the database. Taken before any migration, hence made by whoever comes first.
CREATE TABLE IF NOT EXISTS lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  holder TEXT NOT NULL,
  pid INTEGER NOT NULL,
  socket TEXT NOT NULL,
  token TEXT NOT NULL,
  heartbeat INTEGER NOT NULL
) STRICT;
`
