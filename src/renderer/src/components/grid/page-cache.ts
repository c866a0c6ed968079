/** Pages of a long list: those used last are kept, the others are forgotten. */
export class PageCache<R> {
  readonly size: number
  readonly #most: number
  /** The page used last stands last. */
  readonly #pages = new Map<number, readonly R[]>()

  /**
   * @param size rows a page
   * @param most pages that are kept
   */
  constructor(size: number, most: number) {
    this.size = size
    this.#most = most
  }

  rowAt(index: number): R | undefined {
    return this.#pages.get(Math.floor(index / this.size))?.[index % this.size]
  }

  put(page: number, rows: readonly R[]): void {
    this.#pages.delete(page)
    this.#pages.set(page, rows)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#most) break
      this.#pages.delete(oldest)
    }
  }

  has(page: number): boolean {
    return this.#pages.has(page)
  }

  /** Marks pages as used, so that others are forgotten first. */
  use(pages: readonly number[]): void {
    for (const page of pages) {
      const rows = this.#pages.get(page)
      if (rows !== undefined) this.put(page, rows)
    }
  }

  /** The numbers of the pages that hold rows of a window, the last row not included. */
  pagesOf(from: number, to: number): number[] {
    const [first, last] = [Math.floor(from / this.size), Math.floor((to - 1) / this.size)]
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  }
}
