/** What a random stream of the generator is for: part of its key, so that streams never coincide. */
export const STREAM = { writer: 1, habit: 2, labels: 3, image: 4 } as const
