/** A function that crosses from one world of a page to the other goes by its number. */
export type FunctionHooks = {
  numberOf?: (value: (...args: unknown[]) => unknown) => number
  standInOf?: (number: number) => unknown
}
export type Codec = {
  encode: (value: unknown, hooks?: FunctionHooks) => string
  decode: (text: string, hooks?: FunctionHooks) => unknown
}

/**
 * What structured clone carries of what we send, as text: for the way between Node and a page. Its source is also put
 * into the page, so that it may use nothing from outside itself.
 */
export function makeCodec(): Codec {
  type Base64 = { toBase64(): string }
  type Views = Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>
  const fromBase64 = (text: string): ArrayBuffer => {
    const scope = Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }
    return typeof Buffer === 'undefined'
      ? scope.fromBase64(text).buffer
      : new Uint8Array(Buffer.from(text, 'base64')).buffer
  }
  const toBase64 = (view: ArrayBufferView): string => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    return typeof Buffer === 'undefined'
      ? (bytes as unknown as Base64).toBase64()
      : Buffer.from(bytes).toString('base64')
  }

  function encode(value: unknown, hooks: FunctionHooks = {}): string {
    const node = (item: unknown): unknown => {
      if (item === undefined) return ['undefined']
      if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0)))
        return ['number', Object.is(item, -0) ? '-0' : String(item)]
      if (typeof item === 'function' && hooks.numberOf)
        return ['function', hooks.numberOf(item as () => unknown)]
      if (item === null || typeof item !== 'object') {
        if (['string', 'number', 'boolean', 'object'].includes(typeof item)) return item
        throw new Error(`A ${typeof item} could not be cloned.`)
      }
      if (Array.isArray(item)) return ['array', item.map(node)]
      const kind = Object.prototype.toString.call(item).slice(8, -1)
      if (ArrayBuffer.isView(item)) return ['view', kind, toBase64(item)]
      if (kind !== 'Object') throw new Error(`electron double: its codec has no ${kind}`)
      return ['object', Object.entries(item).map(([key, entry]) => [key, node(entry)])]
    }
    return JSON.stringify(node(value))
  }

  function decode(text: string, hooks: FunctionHooks = {}): unknown {
    const make = (raw: unknown): unknown => {
      if (!Array.isArray(raw)) return raw
      const [tag, first, second] = raw as [string, unknown, unknown]
      if (tag === 'number') return Number(first)
      if (tag === 'function') return hooks.standInOf?.(first as number)
      if (tag === 'array') return (first as unknown[]).map(make)
      if (tag === 'view')
        return new (globalThis as unknown as Views)[first as string]!(fromBase64(second as string))
      if (tag === 'object')
        return Object.fromEntries((first as [string, unknown][]).map(([key, entry]) => [key, make(entry)]))
      return undefined
    }
    return make(JSON.parse(text))
  }

  return { encode, decode }
}
