import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import {
  CHOOSE_PLACE,
  COMMAND,
  HOST_PORT,
  HOST_PORT_WANTED,
  PLACE_CHOSEN,
  PRINT_REPORT,
  type Shell,
} from './shell.ts'

// All that the page can reach of Electron. It runs in the sandbox, in a world of its own beside the page's.

// The page listens from its first script on, so that it may be sent a port once that has run.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(HOST_PORT_WANTED))
ipcRenderer.on(HOST_PORT, (event) => window.postMessage(HOST_PORT, window.location.origin, event.ports))

let tellPlace: (place: string | null) => void = () => undefined
ipcRenderer.on(PLACE_CHOSEN, (_event, place: string | null) => tellPlace(place))

const shell: Shell = {
  platform: process.platform,
  onCommand(listener) {
    const told = (_event: IpcRendererEvent, name: string): void => listener(name)
    ipcRenderer.on(COMMAND, told)
    return () => void ipcRenderer.off(COMMAND, told)
  },
  printReport: ({ html, name }) => ipcRenderer.send(PRINT_REPORT, { html, name }),
  choosePlace(question, chosen) {
    tellPlace = chosen
    ipcRenderer.send(CHOOSE_PLACE, question)
  },
}
contextBridge.exposeInMainWorld('shell', shell)
