import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { USUAL_SECTIONS } from '../../contract/report.ts'
import { libraryVersions } from '../../domain/library-versions.ts'
import { markup, type Markup } from './markup.ts'
import { BLOCK_PLACE } from './report-block.ts'
import type { ReportContext } from './report-context.ts'
import type { ReportedExperiment } from './report-subject.ts'

/** So many of an id's first characters are enough for the command line. */
const SHORT = 8

/** How every number came about: the specs, seeds, versions and contents, and the commands that derive it again. */
export function madeSection({ experiments, question }: ReportContext): Markup {
  const ids = experiments.map(({ id }) => id.slice(0, SHORT)).join(' ')
  const spec = experiments.length === 1 ? 'spec.json' : 'spec-1.json'
  return markup`<section aria-labelledby="made"><h2 id="made">How this was made</h2>
<p>The numbers of the tables, the verdict and the runs are in this file once more, for programs: a block of JSON, with the SHA-256 of every step and evaluation that the figures are drawn from and of the page itself. Where the database with the runs is, or after <code>bnw import</code> of their bundle, this derives each of them again from what was recorded and says whether it still holds:</p>
<pre><code>bnw report --check this-file.html</code></pre>
<p>The same by single commands: the tables and the verdict, this page, every step as tables, and the bundle for another machine.</p>
<pre><code>bnw compare ${ids}${questionText(question)}
bnw report ${ids}${questionText(question)}${sectionsText(question)}
${experiments.map(({ id }) => `bnw export ${id.slice(0, SHORT)} --parquet tables-${id.slice(0, SHORT)} --bundle ${id.slice(0, SHORT)}.bnw\n`)}</code></pre>
<p>To train it all again, save ${experiments.length === 1 ? 'the spec' : 'each spec'} below as a file, such as <code>${spec}</code>; with the same data, version and backend every run gives the same numbers again:</p>
<pre><code>${experiments.map((experiment, index) => `${trainCommand(experiment, experiments.length === 1 ? 'spec.json' : `spec-${index + 1}.json`)}\n`)}</code></pre>
${experiments.map(experimentMarkup)}
${BLOCK_PLACE}</section>`
}

/** The options that leave the same runs and ask the same of them, as the command line reads them. */
function questionText({ baseline, selection, metric, target }: ReportContext['question']): string {
  const { arms, batchSizes, learningRates, seeds, statuses, datasets, runIds } = selection
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  const option = (name: string, value: string | undefined) =>
    value === undefined ? '' : ` --${name} ${value}`
  return [
    option('baseline', baseline && quoted(baseline)),
    ...(arms ?? []).map((arm) => option('arm', quoted(arm))),
    option('batch-sizes', batchSizes?.join(',')),
    option('learning-rates', learningRates?.join(',')),
    option('seeds', seeds?.join(',')),
    option('status', statuses?.join(',')),
    ...(datasets ?? []).map((name) => option('data', quoted(name))),
    option('runs', runIds?.join(',')),
    option('metric', metric === 'test loss' ? 'loss' : undefined),
    option('target', target === 'own' ? undefined : String(target ?? 'none')),
  ].join('')
}

function sectionsText({ sections }: ReportContext['question']): string {
  const isUsual =
    sections.length === USUAL_SECTIONS.length && USUAL_SECTIONS.every((one) => sections.includes(one))
  return isUsual ? '' : ` --sections ${sections.join(',')}`
}

function trainCommand({ record }: ReportedExperiment, spec: string): string {
  const backends = backendsOf(record)
  return `bnw run ${spec}${backends.length === 1 ? ` --backend ${backends[0]!}` : ''}`
}

function experimentMarkup({ id, record, digest }: ReportedExperiment): Markup {
  const { product, versions, node } = record.environment
  const rows: [string, string][] = [
    ['Experiment', `${record.name}, id ${id}`],
    ['Seeds', record.spec.seeds.join(', ')],
    [
      'Program',
      `${product.version}${product.commit === null ? '' : `, commit ${product.commit}`}, Node ${node}`,
    ],
    [
      'Libraries',
      libraryVersions(versions)
        .map((library) => library.join(' '))
        .join(', ') || 'not recorded',
    ],
    ['Backend', backendsOf(record).join(', ') || 'none started'],
    ['Data set', `${record.dataset.name}, SHA-256 of its content ${record.dataset.digest}`],
    ['Runs and steps', `SHA-256 ${digest}`],
  ]
  return markup`<h3>${record.name}</h3>
<dl class="digests">${rows.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>\n`)}</dl>
<details><summary>The spec as JSON</summary><pre class="spec" tabindex="0"><code>${JSON.stringify(record.spec, null, 2)}</code></pre></details>`
}

function backendsOf({ runs }: ExperimentRecord): string[] {
  return [...new Set(runs.flatMap(({ backend }) => backend?.name ?? []))]
}
