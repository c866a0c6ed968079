import * as z from 'zod/mini'

/** What crosses between the main process and the host's, beside the ports that go with it. */

const id = z.int().check(z.positive())

/** From the main process. */
export const ToHost = z.discriminatedUnion('type', [
  /** With the port of a user of the host. */
  z.strictObject({ type: z.literal('user') }),
  /** With the port of the trainer that was asked for. */
  z.strictObject({ type: z.literal('trainer'), id }),
  /** `how` is a sentence. */
  z.strictObject({ type: z.literal('trainer-ended'), id, how: z.string() }),
  /** Interrupts what trains and closes the database; answered with `closed`. */
  z.strictObject({ type: z.literal('close') }),
])

/** From the host's process. */
export const FromHost = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), role: z.enum(['holder', 'attached']) }),
  /** The database can't be opened; `message` says why and what to do. */
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
  z.strictObject({ type: z.literal('start-trainer'), id }),
  z.strictObject({ type: z.literal('kill-trainer'), id }),
  z.strictObject({ type: z.literal('closed') }),
])

export type ToHost = z.output<typeof ToHost>
export type FromHost = z.output<typeof FromHost>
