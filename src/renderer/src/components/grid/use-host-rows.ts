import { onScopeDispose, shallowReadonly, shallowRef, toValue, triggerRef, type MaybeRefOrGetter } from 'vue'
import type { HostEvents } from '../../../../contract/host.ts'
import { usePacedQuestion } from '../../composables/use-paced-question.ts'
import { PageCache } from './page-cache.ts'
import type { RowSource } from './row-source.ts'

const PAGE_ROWS = 100
const PAGES_KEPT = 20
/** The most that the host gives at once. */
const MOST_ROWS = 1000
/** Hints that come in a burst are answered by one question, at most this often; while runs train they never end. */
const AGAIN_MS = 1000
/** A hint that comes alone is answered nearly at once. */
const SOON_MS = 50

export type RowPage<R> = { total: number; rows: R[] }
type AskRows<Q, R> = (query: Q, window: { offset: number; limit: number }) => Promise<RowPage<R>>

/**
 * Rows that the host sorts, searches, filters and pages. Only what is seen is asked for; a few pages are kept. What is
 * shown stays until the answer to a changed query or hint is there.
 */
export function useHostRows<Q, R extends { id: string }>(
  ask: AskRows<Q, R>,
  query: MaybeRefOrGetter<Q>,
  hints: readonly (keyof HostEvents)[],
): RowSource<R> & { isLoading: Readonly<{ value: boolean }> } {
  const pages = new HostPages(ask, () => toValue(query))
  let last = -AGAIN_MS
  const question = usePacedQuestion(
    query,
    () => {
      last = performance.now()
      return pages.renew()
    },
    hints,
    () => Math.max(SOON_MS, last + AGAIN_MS - performance.now()),
  )
  onScopeDispose(() => pages.close())
  return {
    total: shallowReadonly(pages.total),
    problem: shallowReadonly(pages.problem),
    isLoading: shallowReadonly(pages.isLoading),
    rowAt: (index) => pages.rowAt(index),
    show: (from, to) => pages.show(from, to),
    idsBetween: (first, last) => pages.idsBetween(first, last),
    refresh: () => question.ask(),
  }
}

/** The pages of one list, and the questions for them that are on their way. */
class HostPages<Q, R extends { id: string }> {
  readonly total = shallowRef<number | null>(null)
  readonly problem = shallowRef<string | null>(null)
  readonly isLoading = shallowRef(false)
  readonly #cache = shallowRef(new PageCache<R>(PAGE_ROWS, PAGES_KEPT))
  readonly #ask: AskRows<Q, R>
  readonly #query: () => Q
  readonly #asked = new Set<number>()
  #window = { from: 0, to: PAGE_ROWS }
  /** Answers to questions of an earlier one are dropped. */
  #generation = 0

  constructor(ask: AskRows<Q, R>, query: () => Q) {
    this.#ask = ask
    this.#query = query
  }

  rowAt(index: number): R | undefined {
    return this.#cache.value.rowAt(index)
  }

  show(from: number, to: number): void {
    this.#window = { from, to: Math.max(to, from + 1) }
    const wanted = this.#cache.value.pagesOf(from, this.#window.to)
    this.#cache.value.use(wanted)
    for (const page of wanted)
      if (!this.#cache.value.has(page) && !this.#asked.has(page)) void this.#load(page, this.#generation)
  }

  /** Asks again for what is seen; all other pages are out of date. */
  async renew(): Promise<void> {
    const generation = ++this.#generation
    this.#asked.clear()
    const wanted = this.#cache.value.pagesOf(this.#window.from, this.#window.to)
    for (const page of wanted) this.#asked.add(page)
    this.isLoading.value = true
    try {
      const answers = await Promise.all(wanted.map(async (page) => [page, await this.#page(page)] as const))
      if (generation === this.#generation) this.#replace(answers)
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    }
  }

  async idsBetween(first: number, last: number): Promise<string[]> {
    const indices = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    const known = indices.map((index) => this.rowAt(index)?.id)
    if (known.every((id) => id !== undefined)) return known
    const ids: string[] = []
    for (let offset = first; offset <= last; offset += MOST_ROWS) {
      const limit = Math.min(MOST_ROWS, last - offset + 1)
      const { rows } = await this.#ask(this.#query(), { offset, limit })
      ids.push(...rows.map(({ id }) => id))
    }
    return ids
  }

  close(): void {
    this.#generation++
  }

  #page(page: number): Promise<RowPage<R>> {
    return this.#ask(this.#query(), { offset: page * PAGE_ROWS, limit: PAGE_ROWS })
  }

  async #load(page: number, generation: number): Promise<void> {
    this.#asked.add(page)
    try {
      const { total, rows } = await this.#page(page)
      if (generation !== this.#generation) return
      this.#cache.value.put(page, rows)
      triggerRef(this.#cache)
      this.total.value = total
      this.problem.value = null
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    } finally {
      if (generation === this.#generation) this.#asked.delete(page)
    }
  }

  #replace(answers: (readonly [number, RowPage<R>])[]): void {
    this.#asked.clear()
    const cache = new PageCache<R>(PAGE_ROWS, PAGES_KEPT)
    for (const [page, { rows }] of answers) cache.put(page, rows)
    this.#cache.value = cache
    this.total.value = answers[0]?.[1].total ?? 0
    this.problem.value = null
    this.isLoading.value = false
    // The list may have been scrolled meanwhile.
    this.show(this.#window.from, this.#window.to)
  }

  #fail(error: unknown): void {
    this.#asked.clear()
    this.problem.value = error instanceof Error ? error.message : String(error)
    this.isLoading.value = false
  }
}
