import { isSame } from './draft-path.ts'
import type { Draft } from './draft.ts'
import type { Work } from './draft-storage.ts'

const LONGEST_NAME = 200

/** The draft that repeats an experiment: all as it was, under a name of its own. */
export function againOf(draft: Draft): Draft {
  return { ...draft, name: `${draft.name} (again)`.slice(-LONGEST_NAME) }
}

/** Whether the user has changed a draft since it was begun. */
export function isUsersWork({ origin, baseline, draft }: Work): boolean {
  return !isSame(draft, origin.from === 'experiment' ? againOf(baseline) : baseline)
}
