import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderForBrowsers, writeLeadingPage } from '../../src/server/open-browser.ts'

test.skipIf(process.platform === 'win32')(
  'the page that leads to the link can be read by its user alone (skipped on Windows, which has no such modes)',
  async () => {
    const file = await writeLeadingPage(
      mkdtempSync(join(tmpdir(), 'bnw-open-')),
      'http://127.0.0.1:1/?token=t',
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toContain('url=http://127.0.0.1:1/?token=t')
  },
)

test('it lies where browsers that are snaps look', () => {
  expect(folderForBrowsers(true)).toBe(homedir())
  expect(folderForBrowsers(false)).toBe(tmpdir())
})
