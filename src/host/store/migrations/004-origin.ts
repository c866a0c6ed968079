/** Where an imported experiment comes from: JSON, of which src/host/store/origin.ts is the form; NULL for one made here. */
export const origin = `
ALTER TABLE experiment ADD COLUMN origin TEXT;
CREATE INDEX experiment_by_origin ON experiment (origin ->> '$.experimentId') WHERE origin IS NOT NULL;
`
