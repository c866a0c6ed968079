import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { newDesk, type Desk } from './bnw.ts'

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
      ['assignment', 'notebook-order', ':files'],
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
  const ask: Record<string, (line: string) => string> = {
    bash: (line) =>
      `eval "$(bnw completion bash)"; COMP_WORDS=(${line} ""); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _bnw; printf '%s\\n' "\${COMPREPLY[@]}"`,
    zsh: () => 'autoload -Uz compinit && compinit -u -D; eval "$(bnw completion zsh)"; print $_comps[bnw]',
    fish: (line) => `bnw completion fish | source; complete -C '${line} ' | string split -f1 (printf '\\t')`,
  }
  const answer = (line: string): string[] => {
    const bin = desk.file('bin')
    mkdirSync(bin, { recursive: true })
    const program = fileURLToPath(new URL('../../bin/bnw.js', import.meta.url))
    writeFileSync(`${bin}/bnw`, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
    chmodSync(`${bin}/bnw`, 0o755)
    const env = {
      ...process.env,
      BNW_HOME: desk.home,
      HOME: desk.folder,
      PATH: `${bin}:${process.env.PATH!}`,
    }
    return execFileSync(shell, ['-c', ask[shell]!(line)], { env, cwd: desk.folder, encoding: 'utf8' })
      .trimEnd()
      .split('\n')
  }

  test.skipIf(!isInstalled(shell))('completes', () => {
    if (shell === 'zsh') {
      expect(answer('')).toEqual(['_bnw'])
      return
    }
    expect(answer('bnw show')).toEqual([id])
    expect(answer('bnw run')).toEqual(expect.arrayContaining(['assignment', 'notebook-order', 'tiny.json']))
  })
})

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}
