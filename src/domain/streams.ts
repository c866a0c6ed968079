/** What a random stream is for: the second word of its key, after the seed, so that streams never coincide. */
export const PURPOSE = { weights: 1, dataOrder: 2, evaluationOrder: 3 } as const
