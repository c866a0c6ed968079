/** A spec in the address of a link: JSON, UTF-8, base64 in the alphabet for addresses, without padding. */

/** What is said of a link that can't be read. */
export const CUT_OFF = 'The design in this link cannot be read: the link may be cut off.'

export function encodeSpec(spec: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(spec))
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws Error with a sentence for the reader when the text is not such a link's, cut off say */
export function decodeSpec(text: string): unknown {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw new Error(CUT_OFF)
  }
}

/** What a link holds for `decodeSpec`, be it whole or from its `#` on; null where the text is no link of a design. */
export function encodedInLink(text: string): string | null {
  return /^\S*[?&]spec=([^\s&]*)$/.exec(text.trim())?.[1] ?? null
}
