import { libraryVersions } from '../../domain/library-versions.ts'
import { numberText } from '../../domain/number-text.ts'
import { troubles } from '../troubles.ts'
import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { markup, sentence, type Markup, type Part } from './markup.ts'
import type { ReportContext } from './report-context.ts'

/** What is to be known of the design, and what went wrong. */
export function fairnessSections(record: ExperimentRecord): Part {
  return [
    listSection('fairness', 'About the design', record.fairnessNotes),
    listSection('troubles', 'Runs that did not go as planned', troubles(record)),
  ]
}

function listSection(id: string, title: string, texts: readonly string[]): Markup | null {
  if (texts.length === 0) return null
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<ul class="notes">${texts.map((text) => markup`<li>${sentence(text)}</li>`)}</ul></section>`
}

/** What it ran on; where there are several experiments, of each that ran on something else. */
export function environmentSection({ experiments }: ReportContext): Markup {
  const groups = Map.groupBy(experiments, ({ record }) =>
    JSON.stringify([record.environment, record.dataset]),
  )
  const lists = [...groups.values()].map((group) => {
    const title =
      groups.size === 1 ? null : markup`<h3>${group.map(({ record }) => record.name).join(', ')}</h3>`
    return markup`${title}${environmentList(group[0]!.record)}`
  })
  return markup`<section aria-labelledby="environment"><h2 id="environment">Environment</h2>
${lists}</section>`
}

function environmentList({ environment, dataset, runs }: ExperimentRecord): Markup {
  const { product, versions } = environment
  const backends = new Set(runs.flatMap(({ backend }) => (backend === null ? [] : [backend.name])))
  const rows: [string, string][] = [
    [
      'Program',
      `BatchNorm Workbench ${product.version}${product.commit === null ? '' : `, commit ${product.commit}`}`,
    ],
    ['Backend', [...backends].join(', ') || 'none started'],
    [
      'Processor',
      `${environment.processor}, ${environment.cores} cores, ${environment.trainers} trainers at once`,
    ],
    ['Memory', `${numberText(environment.memoryBytes / 2 ** 30)} GiB`],
    ['System', `${environment.platform}, Node ${environment.node}`],
    [
      'Libraries',
      libraryVersions(versions)
        .map((library) => library.join(' '))
        .join(', '),
    ],
    ['Data set', `${dataset.name}, content ${dataset.digest}`],
  ]
  return markup`<dl>${rows.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>\n`)}</dl>`
}
