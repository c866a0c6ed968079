import type { HostHandlers } from '../../contract/host.ts'
import { checkReport } from '../report/check-report.ts'
import { reportSubject } from '../report/report-subject.ts'
import type { HostContext } from './host-context.ts'

/** The calls about reports. */
export function reportCalls({
  store,
  training,
}: HostContext): Pick<HostHandlers, Extract<keyof HostHandlers, `reports.${string}`>> {
  return {
    'reports.create': async (question) => {
      // Its charts take half a second to load.
      const { reportHtml } = await import('../report/report-html.ts')
      training.flush()
      const subject = reportSubject(store, question)
      return { title: subject.title, html: reportHtml(subject) }
    },
    'reports.check': ({ html }) => {
      training.flush()
      return checkReport(store, html)
    },
  }
}
