/** The largest message that a browser's page may send: four files of an imported data set, or a bundle. */
export const MOST_BYTES = 2 ** 28
