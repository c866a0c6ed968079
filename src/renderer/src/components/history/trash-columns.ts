import type { GridColumn } from '../grid/grid-column.ts'

/** Of the trash: the order is the host's, the newest experiments first. */
export const TRASH_COLUMNS: readonly GridColumn[] = [
  { key: 'name', title: 'Name', width: 190, grow: 3, isFixed: true },
  { key: 'dataset', title: 'Data set', width: 96 },
  { key: 'runs', title: 'Runs', width: 130, grow: 1 },
  { key: 'trained', title: 'Trained', width: 72, isNumber: true },
  { key: 'created', title: 'Created', width: 160 },
  { key: 'trashed', title: 'Moved here', width: 160 },
  { key: 'actions', title: 'Actions', width: 52, isTitleHidden: true, isFixed: true, isAtEdge: true },
]
