import { base } from './001-base.ts'
import { search } from './002-search.ts'
import { listing } from './003-listing.ts'
import { origin } from './004-origin.ts'
import { arms } from './005-arms.ts'

/**
 * All migrations in order; the schema's number is how many were applied. One that was released is never changed: a
 * new one is added, with a fixture of the schema before it (test/host/store/make-fixture.ts).
 */
export const migrations: readonly string[] = [base, search, listing, origin, arms]
