/** States that can be gone back to and forward again. */
export type EditHistory<State> = {
  past: readonly State[]
  present: State
  future: readonly State[]
  /** What the last edit was of, and when: typing on in one field is one edit. */
  last: { what: string; at: number } | null
}

/** Edits of one thing that follow each other within so many milliseconds are undone together. */
const TOGETHER_MS = 1000
const MOST_STEPS = 200

export function newHistory<State>(present: State): EditHistory<State> {
  return { past: [], present, future: [], last: null }
}

/** After an edit of `what` at the time `at`, in milliseconds. */
export function edited<State>(
  history: EditHistory<State>,
  present: State,
  what: string,
  at: number,
): EditHistory<State> {
  const { past, last } = history
  const goesOn = last?.what === what && at - last.at < TOGETHER_MS
  return {
    past: goesOn ? past : [...past, history.present].slice(-MOST_STEPS),
    present,
    future: [],
    last: { what, at },
  }
}

export function undone<State>({ past, present, future }: EditHistory<State>): EditHistory<State> {
  const before = past.at(-1)
  if (before === undefined) return { past, present, future, last: null }
  return { past: past.slice(0, -1), present: before, future: [present, ...future], last: null }
}

export function redone<State>({ past, present, future }: EditHistory<State>): EditHistory<State> {
  const [after, ...rest] = future
  if (after === undefined) return { past, present, future, last: null }
  return { past: [...past, present], present: after, future: rest, last: null }
}
