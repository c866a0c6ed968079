import { markup, type Markup, type Part } from './markup.ts'

export type Panel = { title: Part; svg: Markup }

/** A chart as a report shows it: one or more panels that share a legend, and what was drawn as a table. */
export type Figure = {
  title: string
  /** What the drawing shows, in words, for those who don't see it. */
  label: string
  legend: Markup[]
  panels: Panel[]
  /** Takes half of the page's width, so that two stand side by side. */
  isHalf: boolean
  /** How it is to be read: what lines, bands and points are. */
  note: string
  table: Markup
}

export function figureMarkup(figure: Figure, number: number): Markup {
  const { title, label, legend, panels, note, table, isHalf } = figure
  const columns = Math.min(3, panels.length)
  return markup`<figure class="columns-${columns}${isHalf ? ' half' : ''}" aria-label="Figure ${number}: ${title}">
<h3>Figure ${number}. ${title}</h3>
<ul class="legend" aria-label="Legend">${legend.map((entry) => markup`<li>${entry}</li>`)}</ul>
<div class="panels" role="img" aria-label="${label}">${panels.map(panelMarkup)}</div>
<figcaption>${note}</figcaption>
<details><summary>Figure ${number} as a table</summary>${table}</details>
</figure>`
}

function panelMarkup({ title, svg }: Panel): Markup {
  return markup`<div class="panel">${title === null ? null : markup`<p>${title}</p>`}${svg}</div>`
}
