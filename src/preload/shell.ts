/** What the preload offers to the page as `window.shell`; in a browser there is none. */
export type Shell = {
  platform: string
  /** Commands of the native menu, by the name that the page's own commands have. */
  onCommand(listener: (name: string) => void): () => void
}

/** What the page is sent by the preload, with one port to the host. */
export const HOST_PORT = 'host-port'
