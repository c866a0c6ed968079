import type { App } from './app.ts'
import type { Frame } from './frame.ts'
import type { MessagePortMain } from './message-port.ts'
import type { UtilityProcess } from './utility-process.ts'
import type { WebContents } from './web-contents.ts'
import type { Window } from './window.ts'

/**
 * Types only: whatever a class has beyond Electron's own names must be listed here. Its shape is checked where it is
 * written, but a name misspelt there would pass for one more of our own.
 */
type Beyond<Ours, Theirs, Own extends PropertyKey = never> = Exclude<keyof Ours, keyof Theirs | Own>
type None<T extends never> = T

export type OnlyElectronsNames = [
  None<Beyond<App, Electron.App, 'becomeReady' | 'windowClosed'>>,
  None<Beyond<MessagePortMain, Electron.MessagePortMain>>,
  None<Beyond<UtilityProcess, Electron.UtilityProcess>>,
  None<Beyond<Frame, Electron.WebFrameMain, 'preload'>>,
  None<Beyond<WebContents, Electron.WebContents, 'page'>>,
  None<Beyond<Window, Electron.BrowserWindow, 'requestClose'>>,
]
