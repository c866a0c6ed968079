/** Search for any three or more characters in the name, the notes and the tags of experiments. */
export const search = `
CREATE VIRTUAL TABLE experiment_search USING fts5(
  name, notes, tags, content = '', contentless_delete = 1, tokenize = 'trigram');

INSERT INTO experiment_search (rowid, name, notes, tags)
SELECT number, name, notes, (SELECT group_concat(value, char(10)) FROM json_each(tags)) FROM experiment;

CREATE TRIGGER experiment_search_insert AFTER INSERT ON experiment BEGIN
  INSERT INTO experiment_search (rowid, name, notes, tags)
  VALUES (new.number, new.name, new.notes, (SELECT group_concat(value, char(10)) FROM json_each(new.tags)));
END;

CREATE TRIGGER experiment_search_update AFTER UPDATE OF name, notes, tags ON experiment BEGIN
  DELETE FROM experiment_search WHERE rowid = old.number;
  INSERT INTO experiment_search (rowid, name, notes, tags)
  VALUES (new.number, new.name, new.notes, (SELECT group_concat(value, char(10)) FROM json_each(new.tags)));
END;

CREATE TRIGGER experiment_search_delete AFTER DELETE ON experiment BEGIN
  DELETE FROM experiment_search WHERE rowid = old.number;
END;
`
