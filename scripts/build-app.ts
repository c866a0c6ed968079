/** Builds the page and the desktop shell to out/, when their sources have changed: node scripts/build-app.ts */
import { buildWhenStale } from './start/build-when-stale.ts'

await buildWhenStale(console.log)
