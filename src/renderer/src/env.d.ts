import type { Shell } from '../../preload/shell.ts'

declare global {
  interface Window {
    /** Of the desktop shell; there is none in a browser. */
    readonly shell?: Shell
  }
}
