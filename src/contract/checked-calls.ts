import * as z from 'zod/mini'
import { WorkbenchError, type ErrorCode } from './errors.ts'
import { hostCalls, type HostAnswers, type HostCall, type HostHandlers } from './host.ts'
import { schemaWords } from './schema-words.ts'
import { clipped, shown } from './shown.ts'

/** An answer, or what went wrong: how either crosses a channel. */
export type Outcome = { ok: true; answer: unknown } | { ok: false; code: ErrorCode; message: string }

/**
 * Calls a handler with an argument that came from outside, once it is what the contract says.
 * @throws WorkbenchError `bad-input` for an unknown call, or with the field, its value and what is allowed
 */
export async function callHandler(handlers: HostHandlers, name: unknown, input: unknown): Promise<unknown> {
  if (!isCall(name)) throw new WorkbenchError('bad-input', `There is no call ${shown(name)}.`)
  const parsed = z.safeParse(hostCalls[name], input, schemaWords)
  if (!parsed.success) throw new WorkbenchError('bad-input', problemText(name, input, parsed.error.issues))
  const handler = handlers[name] as (
    argument: unknown,
  ) => HostAnswers[HostCall] | Promise<HostAnswers[HostCall]>
  return await handler(parsed.data)
}

const FAULT =
  'a fault of the program, which has written where to its terminal; nothing that was saved is lost'

/** The same, with what goes wrong as a value: nothing that a caller does may end the host. */
export async function outcomeOf(handlers: HostHandlers, name: unknown, input: unknown): Promise<Outcome> {
  try {
    return { ok: true, answer: await callHandler(handlers, name, input) }
  } catch (error) {
    if (error instanceof WorkbenchError) return { ok: false, code: error.code, message: error.message }
    // Where it was thrown tells the user nothing: that goes to whoever reads what the host writes.
    console.error(error)
    const what = error instanceof Error ? error.message : String(error)
    return { ok: false, code: 'internal', message: `${what} (${FAULT})` }
  }
}

/** Of its own names only: `constructor` and `toString` are no calls. */
function isCall(name: unknown): name is HostCall {
  return typeof name === 'string' && Object.hasOwn(hostCalls, name)
}

const MOST_PROBLEMS = 5
const LONGEST_PROBLEM = 300

function problemText(name: HostCall, input: unknown, issues: readonly z.core.$ZodIssue[]): string {
  const lines = issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => {
    const field = z.core.toDotPath(path)
    const value = path.reduce<unknown>(
      (held, key) => (held as Record<PropertyKey, unknown> | undefined)?.[key],
      input,
    )
    return clipped(field === '' ? message : `${field} is ${shown(value)}: ${message}`, LONGEST_PROBLEM)
  })
  const more = issues.length > MOST_PROBLEMS ? `; and ${issues.length - MOST_PROBLEMS} more` : ''
  return `${name}: ${lines.join('; ')}${more}`
}
