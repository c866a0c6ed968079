import { app, Menu, type MenuItemConstructorOptions } from 'electron'

export type MenuActions = {
  /** For the page, which has a command of this name. */
  command: (name: string) => void
  backUp: () => void
  showDatabase: () => void
}

/** The native menu. What the page does, it does by the same commands as its palette. */
export function setAppMenu(actions: MenuActions): void {
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: fileMenu(actions, isMac) },
    { role: 'editMenu' },
    { label: 'View', submenu: viewMenu(actions) },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    { role: 'help', submenu: helpMenu(actions, isMac) },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    { label: 'New experiment', accelerator: 'CmdOrCtrl+N', click: () => actions.command('new-experiment') },
    separator,
    { label: 'Import results…', accelerator: 'CmdOrCtrl+O', click: () => actions.command('import-results') },
    { label: 'Back up database…', click: () => actions.backUp() },
    { label: 'Show database in its folder', click: () => actions.showDatabase() },
    separator,
    { role: isMac ? 'close' : 'quit' },
  ]
}

const views = {
  Experiments: 'experiments',
  Compare: 'compare',
  Queue: 'queue',
  'Data sets': 'datasets',
  Learn: 'learn',
  Settings: 'settings',
}

function viewMenu({ command }: MenuActions): MenuItemConstructorOptions[] {
  const goTo = Object.entries(views).map(([label, name], index): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+${index + 1}`,
    click: () => command(name),
  }))
  const forDevelopers: MenuItemConstructorOptions[] = [{ role: 'toggleDevTools' }, separator]
  return [
    { label: 'Command palette…', accelerator: 'CmdOrCtrl+K', click: () => command('palette') },
    separator,
    ...goTo,
    separator,
    { role: 'reload' },
    ...(app.isPackaged ? [] : forDevelopers),
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ]
}

function helpMenu({ command }: MenuActions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    { label: 'What is batch normalization?', click: () => command('learn') },
    { label: 'Keyboard shortcuts', click: () => command('shortcuts') },
    ...(isMac ? [] : [separator, { role: 'about' as const }]),
  ]
}
