import { numberText } from '../../domain/number-text.ts'
import { troubles } from '../troubles.ts'
import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { markup, sentence, type Markup, type Part } from './markup.ts'

/** What is to be known of the design, what went wrong, what it ran on, and how to run it again. */
export function closingSections(record: ExperimentRecord): Part {
  return [
    listSection('fairness', 'About the design', record.fairnessNotes),
    listSection('troubles', 'Runs that did not go as planned', troubles(record)),
    environmentSection(record),
    againSection(record),
  ]
}

function listSection(id: string, title: string, texts: readonly string[]): Markup | null {
  if (texts.length === 0) return null
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<ul class="notes">${texts.map((text) => markup`<li>${sentence(text)}</li>`)}</ul></section>`
}

function environmentSection({ environment, dataset, runs }: ExperimentRecord): Markup {
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
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['Data set', `${dataset.name}, content ${dataset.digest}`],
  ]
  return markup`<section aria-labelledby="environment"><h2 id="environment">Environment</h2>
<dl>${rows.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>\n`)}</dl></section>`
}

function againSection({ spec, runs }: ExperimentRecord): Markup {
  const backends = new Set(runs.flatMap(({ backend }) => (backend === null ? [] : [backend.name])))
  const [backend] = backends
  const option = backends.size === 1 ? ` --backend ${backend!}` : ''
  return markup`<section aria-labelledby="again"><h2 id="again">To run it again</h2>
<p>Save the spec below as <code>spec.json</code>, then:</p>
<pre><code>bnw run spec.json${option}</code></pre>
<p>With the same data and backend every run gives the same numbers again.</p>
<details><summary>The spec as JSON</summary><pre class="spec" tabindex="0"><code>${JSON.stringify(spec, null, 2)}</code></pre></details></section>`
}
