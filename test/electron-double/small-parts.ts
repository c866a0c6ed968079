import { EventEmitter } from 'node:events'
import { rawApp } from './app.ts'
import { NotInDouble, refuseUnknown, strict, StrictEmitter } from './strict.ts'

export const ipcMain = strict('ipcMain', new EventEmitter())

/** Nobody is there to answer: a test puts its own function in place, as it would in the real Electron. */
function unanswered(name: string): () => never {
  return () => {
    throw new NotInDouble(`${name}, unless a test answers it,`)
  }
}

export const dialog = strict('dialog', {
  showOpenDialog: unanswered('dialog.showOpenDialog'),
  showSaveDialog: unanswered('dialog.showSaveDialog'),
  showMessageBox: unanswered('dialog.showMessageBox'),
} satisfies Partial<Electron.Dialog>)

export const shell = strict('shell', {
  openExternal: unanswered('shell.openExternal'),
  showItemInFolder: unanswered('shell.showItemInFolder'),
} satisfies Partial<Electron.Shell>)

export const nativeTheme = strict('nativeTheme', {
  shouldUseDarkColors: false,
} satisfies Partial<Electron.NativeTheme>)

export const screen = strict('screen', {
  getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) as Electron.Display,
} satisfies Partial<Electron.Screen>)

class NotificationFace extends StrictEmitter {
  static isSupported(): boolean {
    return true
  }

  readonly title: string
  readonly body: string

  constructor(options: Electron.NotificationConstructorOptions) {
    super('Notification', ['show', 'click', 'close'])
    refuseUnknown('Notification', options, ['title', 'body'])
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  show(): void {
    unanswered('Notification.show')()
  }
}

export const Notification = strict('Notification', NotificationFace)

type Options = Electron.MenuItemConstructorOptions

class MenuItem {
  readonly label: string
  readonly submenu: MenuFace | undefined
  readonly click: () => void

  constructor({ label, role, submenu, click }: Options) {
    this.label = label ?? role ?? ''
    this.submenu = Array.isArray(submenu) ? MenuFace.buildFromTemplate(submenu) : undefined
    this.click = () => {
      if (click) click(this as unknown as Electron.MenuItem, undefined, {})
      else if (role === 'quit') rawApp.quit()
      else throw new NotInDouble(`menu role '${String(role)}'`)
    }
  }
}

class MenuFace {
  static #current: MenuFace | null = null
  readonly items: MenuItem[]

  constructor(items: MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: Options[]): MenuFace {
    return new MenuFace(template.map((options) => new MenuItem(options)))
  }

  static setApplicationMenu(menu: MenuFace | null): void {
    MenuFace.#current = menu
  }

  static getApplicationMenu(): MenuFace | null {
    return MenuFace.#current
  }
}

export const Menu = strict('Menu', MenuFace)
