/** A run as a person calls it: “with BN, batch 64, seed 1”. */
export function runName(run: { arm: string; batchSize: number; seed: number; role?: string }): string {
  const preparing = run.role === 'preparation' ? ' (to start others from)' : ''
  return `${run.arm}, batch ${run.batchSize}, seed ${run.seed}${preparing}`
}
