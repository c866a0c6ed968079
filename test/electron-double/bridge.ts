import type { Codec } from './codec.ts'

/** One side of contextBridge: values are copied, and functions become stand-ins that call the other side. */
export type Bridge = { encode: (value: unknown) => string; decode: (text: string) => unknown }

/**
 * The two worlds of a document share its events, which are told at once: a call goes over as one, and its answer comes
 * back as another before the first has returned. Put into both worlds as source.
 */
export function makeBridge(codec: Codec, side: 'page' | 'preload'): Bridge {
  const other = side === 'page' ? 'preload' : 'page'
  const functions: ((...args: unknown[]) => unknown)[] = []
  let answer = ''
  const fire = (kind: string, detail: string): void =>
    void window.dispatchEvent(new CustomEvent(`electron-double:${kind}:${other}`, { detail }))
  const hear = (kind: string, listener: (detail: string) => void): void =>
    window.addEventListener(`electron-double:${kind}:${side}`, (event) =>
      listener((event as CustomEvent<string>).detail),
    )
  const hooks = {
    numberOf(value: (...args: unknown[]) => unknown): number {
      const known = functions.indexOf(value)
      return known >= 0 ? known : functions.push(value) - 1
    },
    standInOf:
      (number: number) =>
      (...args: unknown[]): unknown => {
        fire('call', encode([number, args]))
        const [isOk, value] = decode(answer) as [boolean, unknown]
        if (isOk) return value
        throw new Error(String(value))
      },
  }
  const encode = (value: unknown): string => codec.encode(value, hooks)
  const decode = (text: string): unknown => codec.decode(text, hooks)

  hear('answer', (detail) => (answer = detail))
  hear('call', (detail) => {
    const [number, args] = decode(detail) as [number, unknown[]]
    try {
      fire('answer', encode([true, functions[number]!(...args)]))
    } catch (error) {
      fire('answer', encode([false, String(error)]))
    }
  })
  return { encode, decode }
}

/** The page's own world: takes what the preload exposes. Whichever world runs second makes it happen. */
export function pageWorld(bridge: Bridge): void {
  window.addEventListener('electron-double:expose:page', (event) => {
    const [key, api] = bridge.decode((event as CustomEvent<string>).detail) as [string, object]
    if (!Object.hasOwn(window, key))
      Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true })
  })
  window.dispatchEvent(new CustomEvent('electron-double:hello:preload'))
}
