import type { GridColumn } from '../grid/grid-column.ts'

/** Of the history; sorted by the host, so a column's key is also the name of an order there. */
export const EXPERIMENT_COLUMNS: readonly GridColumn[] = [
  { key: 'name', title: 'Name', width: 184, grow: 4, isSortable: true, isFixed: true },
  { key: 'status', title: 'Status', width: 256, isSortable: true },
  { key: 'preset', title: 'Started from', width: 150, grow: 1, isOptional: true },
  { key: 'dataset', title: 'Data set', width: 96, isSortable: true },
  { key: 'runs', title: 'Runs', width: 104, isSortable: true },
  { key: 'tags', title: 'Tags', width: 84, grow: 1 },
  { key: 'trained', title: 'Trained', width: 70, isNumber: true },
  { key: 'created', title: 'Created', width: 168, isSortable: true },
  { key: 'actions', title: 'Actions', width: 52, isTitleHidden: true, isFixed: true, isAtEdge: true },
]
