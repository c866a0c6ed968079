/** Lists with a filter by the names of arms. */
export const arms = `
CREATE TABLE experiment_arm (
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  arm TEXT NOT NULL,
  PRIMARY KEY (experiment, arm)
) STRICT, WITHOUT ROWID;
CREATE INDEX experiment_arm_by_arm ON experiment_arm (arm, experiment);
INSERT OR IGNORE INTO experiment_arm (experiment, arm)
SELECT number, json_extract(value, '$.name') FROM experiment, json_each(experiment.spec, '$.arms');

CREATE TRIGGER experiment_arm_insert AFTER INSERT ON experiment BEGIN
  INSERT OR IGNORE INTO experiment_arm (experiment, arm)
  SELECT new.number, json_extract(value, '$.name') FROM json_each(new.spec, '$.arms');
END;
`
