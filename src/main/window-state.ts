import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod/mini'

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().check(z.minimum(400)),
  height: z.int().check(z.minimum(300)),
  isMaximized: z.boolean(),
})
type WindowState = z.output<typeof WindowState>

const usual = { width: 1280, height: 860, isMaximized: false }

/** Where the window was when it was last closed; the usual place where that is not known, or off every screen. */
export function readWindowState(file: string): Partial<WindowState> & typeof usual {
  try {
    const state = WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
    return isOnScreen(state) ? state : usual
  } catch {
    return usual // the first start, or a file that someone changed
  }
}

export function saveWindowState(file: string, window: BrowserWindow): void {
  const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(state))
  } catch {
    // A place that is forgotten is no reason to hold up a quit.
  }
}

/** A screen may be gone since: enough of the window must be in sight to be caught and moved. */
function isOnScreen(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds)
  const right = Math.min(bounds.x + bounds.width, workArea.x + workArea.width)
  const bottom = Math.min(bounds.y + bounds.height, workArea.y + workArea.height)
  return (
    right - Math.max(bounds.x, workArea.x) >= 200 &&
    bottom - Math.max(bounds.y, workArea.y) >= 100 &&
    bounds.y >= workArea.y
  )
}
