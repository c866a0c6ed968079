import envPaths from 'env-paths'
import { join, resolve } from 'node:path'

/** Where data sets are kept: `BNW_HOME`, or the platform's folder for an application's data. */
export function homeFolder(): string {
  const chosen = process.env.BNW_HOME
  return chosen === undefined || chosen === '' ? envPaths('batchnorm-workbench', { suffix: '' }).data : chosen
}

/** The database's file, absolute: the one that was chosen, or the one in the data folder. */
export function databaseFile(chosen?: string): string {
  return chosen === undefined ? join(homeFolder(), 'workbench.db') : resolve(chosen)
}
