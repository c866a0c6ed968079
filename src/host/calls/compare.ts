import type { HostHandlers } from '../../contract/host.ts'
import { compareCurves } from '../compare/curves.ts'
import { layouts, removeLayout, saveLayout } from '../compare/layouts.ts'
import { compareSummary } from '../compare/summary.ts'
import { summaryOf } from './experiment-summary.ts'
import type { HostContext } from './host-context.ts'

type Calls = Extract<keyof HostHandlers, `compare.${string}`>

/** The calls of the comparison over several experiments. */
export function compareCalls(context: HostContext): Pick<HostHandlers, Calls> {
  const { store, training } = context
  return {
    'compare.summary': (question) => {
      training.flush()
      return compareSummary(store, question, (id) => summaryOf(context, id).status)
    },
    'compare.curves': (question) => {
      training.flush()
      return compareCurves(store, question)
    },
    'compare.layouts': () => layouts(store),
    'compare.saveLayout': (layout) => saveLayout(store, layout),
    'compare.removeLayout': ({ name }) => removeLayout(store, name),
  }
}
