/**
 * Lists with filters: a narrow row an experiment beside the wide one, with the counts of its runs, kept by triggers, so
 * that no list reads a spec. The weights that a run starts from where they are no other run's here; and what a run
 * said of each test image, and its epochs' losses, so that no record needs to read every step.
 */
export const listing = `
CREATE TABLE listing (
  experiment INTEGER PRIMARY KEY REFERENCES experiment ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  tags TEXT NOT NULL,
  dataset TEXT NOT NULL,
  run_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  is_trashed INTEGER NOT NULL,
  queued INTEGER NOT NULL DEFAULT 0,         -- runs of this status
  running INTEGER NOT NULL DEFAULT 0,
  halted INTEGER NOT NULL DEFAULT 0          -- runs that stopped, failed or were interrupted
) STRICT;
CREATE TABLE experiment_tag (
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (experiment, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX experiment_tag_by_tag ON experiment_tag (tag, experiment);
CREATE TABLE experiment_normalization (
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  normalization TEXT NOT NULL,               -- the type of one of its arms
  PRIMARY KEY (experiment, normalization)
) STRICT, WITHOUT ROWID;
CREATE INDEX experiment_normalization_by_type ON experiment_normalization (normalization, experiment);

INSERT INTO listing (experiment, id, name, tags, dataset, run_count, created_at, is_trashed)
SELECT number, id, name, tags, dataset, run_count, created_at, trashed_at IS NOT NULL FROM experiment;
UPDATE listing SET (queued, running, halted) = (
  SELECT count(*) FILTER (WHERE status = 'queued'), count(*) FILTER (WHERE status = 'running'),
    count(*) FILTER (WHERE status IN ('stopped', 'failed', 'interrupted'))
  FROM run WHERE run.experiment = listing.experiment);
INSERT OR IGNORE INTO experiment_tag (experiment, tag)
SELECT number, value FROM experiment, json_each(experiment.tags);
INSERT OR IGNORE INTO experiment_normalization (experiment, normalization)
SELECT number, json_extract(value, '$.normalization.type') FROM experiment, json_each(experiment.spec, '$.arms');

CREATE INDEX listing_by_creation ON listing (is_trashed, created_at, experiment);
CREATE INDEX listing_by_name ON listing (is_trashed, name COLLATE NOCASE, experiment);
CREATE INDEX listing_by_runs ON listing (is_trashed, run_count, experiment);
CREATE INDEX listing_by_dataset ON listing (is_trashed, dataset, experiment);
DROP INDEX experiment_by_creation;
DROP INDEX experiment_by_name;
DROP INDEX experiment_by_runs;
ALTER TABLE experiment DROP COLUMN is_trashed;

CREATE TRIGGER listing_insert AFTER INSERT ON experiment BEGIN
  INSERT INTO listing (experiment, id, name, tags, dataset, run_count, created_at, is_trashed)
  VALUES (new.number, new.id, new.name, new.tags, new.dataset, new.run_count, new.created_at,
    new.trashed_at IS NOT NULL);
  INSERT OR IGNORE INTO experiment_tag (experiment, tag) SELECT new.number, value FROM json_each(new.tags);
  INSERT OR IGNORE INTO experiment_normalization (experiment, normalization)
  SELECT new.number, json_extract(value, '$.normalization.type') FROM json_each(new.spec, '$.arms');
END;
CREATE TRIGGER listing_update AFTER UPDATE OF name, tags, trashed_at ON experiment BEGIN
  UPDATE listing SET name = new.name, tags = new.tags, is_trashed = new.trashed_at IS NOT NULL
  WHERE experiment = new.number;
END;
CREATE TRIGGER experiment_tag_update AFTER UPDATE OF tags ON experiment BEGIN
  DELETE FROM experiment_tag WHERE experiment = new.number;
  INSERT OR IGNORE INTO experiment_tag (experiment, tag) SELECT new.number, value FROM json_each(new.tags);
END;
CREATE TRIGGER listing_run_insert AFTER INSERT ON run BEGIN
  UPDATE listing SET
    queued = queued + (new.status = 'queued'),
    running = running + (new.status = 'running'),
    halted = halted + (new.status IN ('stopped', 'failed', 'interrupted'))
  WHERE experiment = new.experiment;
END;
CREATE TRIGGER listing_run_status AFTER UPDATE OF status ON run WHEN new.status <> old.status BEGIN
  UPDATE listing SET
    queued = queued + (new.status = 'queued') - (old.status = 'queued'),
    running = running + (new.status = 'running') - (old.status = 'running'),
    halted = halted + (new.status IN ('stopped', 'failed', 'interrupted'))
      - (old.status IN ('stopped', 'failed', 'interrupted'))
  WHERE experiment = new.experiment;
END;

ALTER TABLE run ADD COLUMN start_file TEXT;    -- the checkpoint that its first weights are read from; NULL for others
CREATE INDEX run_by_start_file ON run (start_file) WHERE start_file IS NOT NULL;

ALTER TABLE result ADD COLUMN predicted BLOB;     -- uint8, the class said of each test image; NULL where it was not kept
ALTER TABLE result ADD COLUMN epoch_losses BLOB;  -- float64, the mean of each epoch's losses; NULL where they were not counted
`
