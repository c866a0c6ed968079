/**
 * Under this name the browser's page keeps, for its origin alone, the key that it opens its WebSocket with. A cookie goes
 * to every server of this machine, whatever its port; the key goes to the one that gave it.
 */
export const PAGE_KEY = 'bnw-page-key'
