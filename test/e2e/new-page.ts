import type { Page } from '@playwright/test'

/** What the tests of New look at on the page. */
export const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true })
/** For what makes the data set or measures, which takes seconds on a machine that is otherwise idle. */
export const PATIENTLY = { timeout: 60_000 }

export const runs = (page: Page) => page.getByTestId('plan-runs')
export const batchSizes = (page: Page) => page.getByRole('textbox', { name: 'Batch sizes' })

/** A design small enough to be trained in a test. */
export const small = {
  spec: 1,
  name: 'Two small arms',
  data: { dataset: 'digits', trainExamples: 400, testExamples: 200 },
  network: { layers: [{ type: 'dense', units: 16 }] },
  arms: [
    { name: 'without BN', normalization: { type: 'none' } },
    { name: 'with BN', normalization: { type: 'batch' } },
  ],
  batchSizes: [16, 32],
  learningRates: [0.05],
  seeds: [1, 2, 3],
  budget: { unit: 'epochs', amount: 1 },
}
/** Opens the page with that design. */
export const link = `/new?spec=${Buffer.from(JSON.stringify(small)).toString('base64url')}`
