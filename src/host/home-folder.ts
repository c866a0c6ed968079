import envPaths from 'env-paths'

/** Where data sets are kept: `BNW_HOME`, or the platform's folder for an application's data. */
export function homeFolder(): string {
  const chosen = process.env.BNW_HOME
  return chosen === undefined || chosen === '' ? envPaths('batchnorm-workbench', { suffix: '' }).data : chosen
}
