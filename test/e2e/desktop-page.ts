import { _electron, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { electronProgram } from '../../scripts/start/electron-program.ts'
import { launchDouble } from '../electron-double/launch.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type DesktopPage = { page: Page; close: () => Promise<void> }

/** The built app's window, in Electron or under its double, over a home of its own. */
export async function openDesktop(shell: 'electron' | 'double', home: string): Promise<DesktopPage> {
  const env = { ...process.env, BNW_HOME: home } as Record<string, string>
  if (shell === 'double') {
    const app = await launchDouble({ folder: root, env })
    return { page: await app.firstWindow(), close: () => app.kill() }
  }
  const app = await _electron.launch({ executablePath: electronProgram()!, args: [root], env })
  return {
    page: await app.firstWindow(),
    async close() {
      // Without its question, should something still train.
      const ended = new Promise((resolve) => app.process().once('exit', resolve))
      app.process().kill('SIGKILL')
      await ended
    },
  }
}
