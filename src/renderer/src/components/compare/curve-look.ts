import type { CompareQuery } from './compare-query.ts'

/** How all the curves of a comparison are looked at. */
export type CurveLook = Pick<CompareQuery, 'unit' | 'isLogarithmic' | 'smoothing' | 'around'>
