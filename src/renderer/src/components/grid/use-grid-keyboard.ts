import { nextTick, shallowRef, type Ref } from 'vue'
import { HEADINGS, nextPlace, within, type GridSize, type Place } from './grid-place.ts'
import type { RowSelection } from './use-row-selection.ts'

type GridActions = {
  sort: (column: number) => void
  toggleAll: () => void
  open: (row: number) => void
  /** A key that the grid has no use for, on a row. */
  otherKey: (event: KeyboardEvent, row: number) => void
}

type GridKeyboard = {
  /** The one cell that Tab leads to. */
  place: Readonly<Ref<Place>>
  onKeydown: (event: KeyboardEvent) => void
  onFocusin: (event: FocusEvent) => void
  /** Keeps the place within rows and columns that changed. */
  limit: () => void
  focus: () => void
}

/**
 * The keyboard of a data grid (WAI-ARIA's grid pattern): one cell can be reached by Tab, and keys move from cell to
 * cell.
 * @param element the grid
 * @param scrollTo brings a row into view
 */
export function useGridKeyboard(
  element: Readonly<Ref<HTMLElement | null>>,
  size: () => GridSize,
  selection: RowSelection,
  actions: GridActions,
  scrollTo: (row: number) => void,
): GridKeyboard {
  const place = shallowRef<Place>({ row: 0, column: 1 })

  function go(to: Place): void {
    place.value = to
    if (to.row !== HEADINGS) scrollTo(to.row)
    void nextTick(() => cellAt(element.value, to)?.focus({ preventScroll: to.row !== HEADINGS }))
  }

  function move(event: KeyboardEvent, to: Place): void {
    const from = place.value
    if (event.shiftKey && from.row !== HEADINGS && to.row !== HEADINGS && to.row !== from.row)
      void selection.extendTo(to.row, from.row)
    else if (to.row !== from.row) selection.endRange()
    go(to)
  }

  /** @returns whether the key means something here */
  function act(event: KeyboardEvent): boolean {
    const { row, column } = place.value
    const isControl = event.ctrlKey || event.metaKey
    const moved = event.altKey ? null : nextPlace(place.value, event.key, isControl, size())
    if (moved !== null) move(event, moved)
    else if (isControl && event.key.toLowerCase() === 'a') void selection.selectAll()
    else if (event.key === 'Escape') return false
    else if (row === HEADINGS) return actOnHeading(event.key, column)
    else if (event.key === ' ') {
      if (event.shiftKey) void selection.extendTo(row, row)
      else selection.toggle(row)
    } else if (event.key === 'Enter' && !isControl) enter(row, column)
    else return false
    return true
  }

  function actOnHeading(key: string, column: number): boolean {
    if (key !== 'Enter' && key !== ' ') return false
    if (column === 0) actions.toggleAll()
    else actions.sort(column)
    return true
  }

  /** A cell with a button of its own is that button; any other opens its row. */
  function enter(row: number, column: number): void {
    if (column === 0) return selection.toggle(row)
    const button = cellAt(element.value, { row, column })?.querySelector<HTMLElement>('button')
    if (button) button.click()
    else actions.open(row)
  }

  return {
    place,
    onKeydown(event) {
      if (event.defaultPrevented || isTyping(event.target)) return
      if (isWidget(event.target) && (event.key === 'Enter' || event.key === ' ')) return
      if (act(event)) event.preventDefault()
      else if (place.value.row !== HEADINGS) actions.otherKey(event, place.value.row)
    },
    onFocusin(event) {
      const at = placeOf(event.target)
      if (at !== null) place.value = at
    },
    limit() {
      // Of an empty list the first row stays the place: it will be there when rows come.
      const { rows, columns, pageRows } = size()
      place.value = within(place.value, { rows: Math.max(1, rows), columns, pageRows })
    },
    focus() {
      go(within(place.value, size()))
    },
  }
}

function cellAt(grid: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-row="${row}"] > [data-column="${column}"]`) ?? null
}

function placeOf(target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const row = cell?.parentElement?.dataset.row
  return cell === null || row === undefined ? null : { row: Number(row), column: Number(cell.dataset.column) }
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox'
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

function isWidget(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLButtonElement ||
    target instanceof HTMLAnchorElement
  )
}
