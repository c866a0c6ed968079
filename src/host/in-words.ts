import * as z from 'zod/mini'

/** For a schema's `safeParse`: zod/mini carries no messages of its own, so that they are asked for where shown. */
export const inWords = { error: z.locales.en().localeError }
