const LONGEST = 80

/** A name as every file system takes it: “With BN, 5 seeds” becomes “with-bn-5-seeds”. */
export function fileName(name: string): string {
  // Composed: a letter and its mark are one, and a mark alone is none.
  const plain = name.normalize('NFKC').toLowerCase()
  const words = plain.replaceAll(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
  return Array.from(words).slice(0, LONGEST).join('').replaceAll(/^-|-$/g, '') || 'experiment'
}
