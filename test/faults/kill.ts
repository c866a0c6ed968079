/**
 * npm run test:faults -- [--kills 200] [--seed 1]
 * Kills hosts and trainers at random moments and prints what was lost: see kill-rounds.ts. Ends with 1 if anything was.
 */
import { parseArgs } from 'node:util'
import { killRounds } from './kill-rounds.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const report = await killRounds(Number(values.kills), Number(values.seed), (line) => console.log(line))
console.log(report)
process.exit(report.problems.length === 0 ? 0 : 1)
