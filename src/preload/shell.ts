/** What the preload offers to the page as `window.shell`; in a browser there is none. */
export type Shell = {
  platform: string
  /** Commands of the native menu: an address of the page's (`/new`), or the name of one of its own commands. */
  onCommand(listener: (name: string) => void): () => void
}

/** What the page is sent by the preload, with one port to the host. */
export const HOST_PORT = 'host-port'
/** What the preload asks the main process for, whenever its page has loaded. */
export const HOST_PORT_WANTED = 'host-port-wanted'
/** What the main process sends when a command of the menu is for the page. */
export const COMMAND = 'command'
