import { durationText } from '../../domain/duration-text.ts'
import { countText } from '../../domain/number-text.ts'
import { findPreset } from '../../domain/presets.ts'
import { inWords } from '../../domain/wording.ts'
import { markup, type Markup } from './markup.ts'
import type { ReportContext } from './report-context.ts'

/** The title, the question, and when and where it was trained. */
export function heading(context: ReportContext): Markup {
  const { record, experiments, title } = context
  const { environment, startedAt } = record
  const question = questionOf(context)
  const kind =
    experiments.length === 1 ? 'Experiment report' : `Report over ${experiments.length} experiments`
  const runs = `${countText(record.runs.length, 'run')} on ${inWords(datasetsOf(context))}`
  return markup`<header>
<p class="kind">${kind}</p>
<h1>${title}</h1>
${question === null ? null : markup`<p class="question">${question}</p>`}
<p class="when">Trained from <time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time> in ${durationText(record.seconds)}: ${runs}, ${environment.processor} (${countText(environment.cores, 'core')}), ${environment.platform}</p>
</header>`
}

/** The data sets that runs of the report were trained on. */
function datasetsOf({ experiments, runs }: ReportContext): string[] {
  const shown = new Set(runs.map(({ experimentId }) => experimentId))
  const names = experiments.flatMap(({ id, record }) => (shown.has(id) ? record.dataset.name : []))
  return names.length === 0 ? [experiments[0]!.record.dataset.name] : [...new Set(names)]
}

/** What the experiment asks: its preset's question, or else that of the comparison; null where nothing is compared. */
export function questionOf({ record, comparison }: ReportContext): string | null {
  const preset = record.preset === null ? undefined : findPreset(record.preset)
  return preset?.question ?? comparison?.question ?? null
}
