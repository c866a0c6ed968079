import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { newDesk, type Desk } from './bnw.ts'
import { PRESETS } from '../../src/domain/presets.ts'

let desk: Desk
let id: string
beforeAll(async () => {
  desk = await newDesk()
  desk.spec('tiny', { seeds: [1], batchSizes: [64] })
  await desk.bnw('run', 'tiny.json')
  id = (await desk.json<{ id: string }>('show', 'tiny')).id.slice(0, 8)
})

describe('candidates', () => {
  const cases: [string[], string[]][] = [
    [['re'], ['resume', 'retry', 'restore', 'rename', 'report', ':none']],
    [
      ['data', ''],
      ['list', 'import', 'remove', ':none'],
    ],
    [
      ['run', ''],
      [...PRESETS.map(({ id }) => id), ':files'],
    ],
    [
      ['run', 'assignment', '--ba'],
      ['--batch-sizes', '--backend', ':none'],
    ],
    [
      ['run', '--backend', 'w'],
      ['wasm', 'webgpu', ':none'],
    ],
    [
      ['run', '--backend', '=', 'w'],
      ['wasm', 'webgpu', ':none'],
    ],
    [['run', '--epochs', ''], [':none']],
    [
      ['report', 'x', '--metric', ''],
      ['accuracy', 'loss', ':none'],
    ],
    [
      ['report', 'x', '--target', ''],
      ['own', 'none', ':none'],
    ],
    [
      ['report', 'x', '--sections', 'ga'],
      ['gap', ':none'],
    ],
    [
      ['run', '--json', 'as'],
      ['assignment', ':files'],
    ],
    [['list', '--db', ''], [':files']],
    [['export', 'x', '--csv', ''], [':folders']],
    [['import', ''], [':files']],
    [
      ['settings', ''],
      ['parallel', 'leave-one-core-free', ':none'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', ':none'],
    ],
    [['presets', 'x', ''], [':none']],
    [['--v'], ['--version', ':none']],
  ]
  test.each(cases)('after %j', async (words, expected) => {
    const { code, out } = await desk.bnw('complete', '--', ...words)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual(expected)
    expect(code).toBe(0)
  })

  test('experiments by id, with their names', async () => {
    for (const command of ['show', 'compare', 'delete'])
      expect((await desk.bnw('complete', '--', command, '')).out).toBe(`${id}\ttiny\n:none\n`)
    expect((await desk.bnw('complete', '--', 'delete', 'x', '')).out).toBe(`${id}\ttiny\n:none\n`)
    expect((await desk.bnw('complete', '--', 'restore', '')).out).toBe(':none\n')
  })
})

describe.each(['bash', 'zsh', 'fish'])('%s', (shell) => {
  test.skipIf(!isInstalled(shell))('completes', () => {
    const cases: [string, string][] = [
      ['bnw show ', id],
      ['bnw run tin', 'tiny.json'],
      ['bnw settings pa', 'parallel'],
      ['bnw run x --epo', '--epochs'],
    ]
    for (const [line, expected] of cases) expect(afterTab(shell, line, expected)).toContain(expected)
  })
})

/** What a shell with the completion makes of an unfinished line; zsh completes only in a terminal, so it gets one. */
const scripts: Record<string, (line: string, expected: string) => string> = {
  bash: (line) => {
    const words = line.split(' ').map((word) => `'${word}'`)
    return `eval "$(bnw completion bash)"; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _bnw; echo "\${COMPREPLY[@]}"`
  },
  zsh: (line, expected) => `zmodload zsh/zpty; zpty z zsh -f
    zpty -w z 'PS1= ; autoload -Uz compinit && compinit -u -D; eval "$(bnw completion zsh)"; echo $((6 * 7))READY'
    zpty -r z out '*42READY*'; zpty -w -n z $'${line}\\t'; zpty -r z out '*${expected}*'; print -r -- $out`,
  fish: (line) => `bnw completion fish | source; complete -C '${line}'`,
}

function afterTab(shell: string, line: string, expected: string): string {
  const bin = desk.file('bin')
  const program = fileURLToPath(new URL('../../bin/bnw.js', import.meta.url))
  mkdirSync(bin, { recursive: true })
  writeFileSync(`${bin}/bnw`, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(`${bin}/bnw`, 0o755)
  const env = { ...process.env, BNW_HOME: desk.home, HOME: desk.folder, PATH: `${bin}:${process.env.PATH!}` }
  return execFileSync(shell, ['-c', scripts[shell]!(line, expected)], {
    ...{ env: { ...env, TERM: 'dumb' }, cwd: desk.folder, encoding: 'utf8', timeout: 20_000 },
  })
}

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}
