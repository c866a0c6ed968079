/** What the preload offers to the page as `window.shell`; in a browser there is none. */
export type Shell = {
  platform: string
  /** Commands of the native menu, by the name that the page's own commands have. */
  onCommand(listener: (name: string) => void): () => void
  /** Has a report, one HTML file, saved as PDF where the user says; what came of it is said in a dialog. */
  printReport(report: { html: string; name: string }): void
  /** Has the user say where something is to be written; `chosen` is told the path, or null for none. */
  choosePlace(question: PlaceQuestion, chosen: (place: string | null) => void): void
}
export type PlaceQuestion = {
  kind: 'new file' | 'folder'
  /** Of the dialog. */
  title: string
  /** A path where the dialog begins. */
  suggested?: string
}

/** What the page is sent by the preload, with one port to the host. */
export const HOST_PORT = 'host-port'
/** What the preload asks the main process for, whenever its page has loaded. */
export const HOST_PORT_WANTED = 'host-port-wanted'
/** What the main process sends when a command of the menu is for the page. */
export const COMMAND = 'command'
/** What the preload sends with a report that is to become a PDF. */
export const PRINT_REPORT = 'print-report'
/** What the preload sends with a question for a place, and what answers it. One is asked at a time: its dialog is modal. */
export const CHOOSE_PLACE = 'choose-place'
export const PLACE_CHOSEN = 'place-chosen'
