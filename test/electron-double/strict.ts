import { EventEmitter } from 'node:events'

/** Thrown, by name, for every part of Electron that the double does not have. */
export class NotInDouble extends Error {
  constructor(what: string) {
    super(`electron double: ${what} is not implemented`)
    this.name = 'NotInDouble'
  }
}

/** What Node, await and inspectors look up on any object. */
const LOOKED_UP = [
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'domain',
  'asymmetricMatch',
  'nodeType',
  '__esModule',
]

/** The same object, in which reading a name that it lacks throws. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && !LOOKED_UP.includes(key))
        throw new NotInDouble(`${name}.${key}`)
      const value = Reflect.get(object, key) as unknown
      // What is private to the object is not the proxy's. Classes have a prototype, methods have none.
      const isMethod = typeof value === 'function' && !Object.hasOwn(value, 'prototype')
      return isMethod ? (value.bind(object) as unknown) : value
    },
  })
}

/** Options are part of Electron too: one that the double would ignore in silence is refused. */
export function refuseUnknown(name: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options))
    if (!known.includes(key)) throw new NotInDouble(`${name} option ${key}`)
}

/** An emitter that refuses listeners for what the double never emits. */
export class StrictEmitter extends EventEmitter {
  constructor(name: string, events: readonly string[]) {
    super()
    this.on('newListener', (event: string | symbol) => {
      if (!['newListener', 'removeListener', ...events].includes(String(event)))
        throw new NotInDouble(`${name} event '${String(event)}'`)
    })
  }
}

export type Vetoable = { defaultPrevented: boolean; preventDefault(): void }

/** Electron's event object, for listeners that may prevent what comes next. */
export function vetoable<T extends object>(extra: T): T & Vetoable {
  const event = {
    ...extra,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true
    },
  }
  return event
}
