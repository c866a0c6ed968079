import type { Page } from '@playwright/test'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { webSocketChannel } from '../../src/contract/channels/web-socket.ts'
import type { HostApi } from '../../src/contract/host.ts'
import { PAGE_KEY } from '../../src/contract/page-key.ts'
import { connectHost } from '../../src/contract/rpc.ts'

/** The host as an open page reaches it, over a WebSocket with the page's own key; close it before the server ends. */
export async function hostOfPage(page: Page): Promise<{ api: HostApi; close: () => void }> {
  const { origin, host } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const key = await page.evaluate((name) => localStorage.getItem(name), PAGE_KEY)
  const socket = new WebSocket(`ws://${host}/host`, key ?? [], { headers: { origin, cookie } })
  await once(socket, 'open')
  return { api: connectHost(webSocketChannel(socket)), close: () => socket.close() }
}
