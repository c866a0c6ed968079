const LONGEST = 80

/** A name as every file system takes it: “With BN, 5 seeds” becomes “with-bn-5-seeds”. */
export function fileName(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const words = plain.replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-').replaceAll(/^-|-$/g, '')
  return words.slice(0, LONGEST) || 'experiment'
}
