import { markup, type Markup, type Part } from './markup.ts'

export type TableColumn = {
  title: Part
  /** Words on the left, numbers on the right. */
  isNumber?: boolean
  /** Its cells name their rows. */
  isRowHeader?: boolean
}

/** A table with its titles as column headers; a null cell is a dash. */
export function dataTable(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Part[])[],
): Markup {
  return markup`<div class="table" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ title, isNumber }) => markup`<th scope="col"${numberClass(isNumber)}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map((part, index) => cell(part, columns[index]!))}</tr>\n`)}</tbody></table></div>`
}

function cell(part: Part, { isNumber, isRowHeader }: TableColumn): Markup {
  const shown = part ?? '–'
  return isRowHeader === true
    ? markup`<th scope="row"${numberClass(isNumber)}>${shown}</th>`
    : markup`<td${numberClass(isNumber)}>${shown}</td>`
}

function numberClass(isNumber = false): Markup | null {
  return isNumber ? markup` class="n"` : null
}
