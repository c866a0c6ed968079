const LONGEST = 80

/** A name that every file system takes: “With BN, 5 seeds” becomes “with-bn-5-seeds.json”. */
export function fileNameOf(name: string, ending: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const words = plain.replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-').replaceAll(/^-|-$/g, '')
  return `${words.slice(0, LONGEST) || 'experiment'}.${ending}`
}
