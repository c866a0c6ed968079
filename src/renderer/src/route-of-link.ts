/** The route of a copied link to this app, be it whole or from its `#` on; null where the text is no such link. */
export function routeOfLink(text: string): string | null {
  return /^[^\s#]*#(\/\S*)$/.exec(text.trim())?.[1] ?? null
}
