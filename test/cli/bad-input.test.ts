import { writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { tinySpec } from '../host/tiny-spec.ts'
import { newDesk, type Desk } from './bnw.ts'

let desk: Desk
beforeAll(async () => {
  desk = await newDesk()
  desk.spec('tiny')
  writeFileSync(desk.file('broken.json'), '{"spec":1,')
  writeFileSync(desk.file('wrong.json'), JSON.stringify({ ...tinySpec, seeds: [-1], colour: 'red' }))
})

test.each([
  [
    ['run', 'nothing'],
    /"nothing" is no preset \(assignment, notebook-order, .*\), and as a file: there is no such file/,
  ],
  [['run', 'broken.json'], /broken.json is not JSON/],
  [['run', 'wrong.json'], /seeds\[0\] is -1: must be[^]*colour is not a known key/],
  [
    ['run', 'tiny.json', '--seeds', '1,x'],
    /--seeds is "1,x": must be whole numbers from 0, separated by commas/,
  ],
  [['run', 'tiny.json', '--epochs', '0'], /--epochs is "0": must be a whole number from 1/],
  [['run', 'tiny.json', '--parallel', '-1'], /--parallel is "-1"/],
  [
    ['run', 'tiny.json', '--backend', 'abacus'],
    /--backend is "abacus": must be one of auto, wasm, cpu, webgpu, cuda/,
  ],
  [['run', 'tiny.json', '--data', 'nowhere'], /there is no data set "nowhere"; known: digits, bars/],
  [
    ['run', 'tiny.json', '--batch-sizes', '1'],
    /batchSizes.* must be at least 2 for an arm with batch normalization/,
  ],
  [['run', 'tiny.json', '--out', 'tiny.json/x.json'], /tiny.json\/x.json cannot be written/],
  [['run', 'tiny.json', '--out', 'tiny.json'], /tiny.json exists already; --out must name a new file/],
  [['run', 'tiny.json', '--report', 'tiny.json/x.html'], /tiny.json\/x.html cannot be written/],
  [['run', 'tiny.json', '--report', 'tiny.json'], /tiny.json exists already and is no report; --report must/],
  [['list', '--sort', 'age'], /--sort is "age": must be one of created, name, runs/],
  [['list', '--limit', '1001'], /--limit is 1001: must be at most 1000/],
  [['show', 'nowhere'], /There is no experiment "nowhere"\. It is named by its id/],
  [['compare', 'tiny.json'], /There is no experiment "tiny.json"\. If that file holds a record.*bnw import/],
  [['stop', 'nowhere'], /There is no experiment "nowhere"/],
  [['retry'], /Name runs, or with --experiment the experiment/],
  [['retry', 'abcd'], /There is no run "abcd"/],
  [['delete', 'nowhere'], /There is no experiment "nowhere"/],
  [['restore', 'nowhere'], /There is no experiment "nowhere"/],
  [['export', 'nowhere'], /Say what to write: --bundle FILE, --json FILE, --csv DIR or --parquet DIR/],
  [['export', 'a', '--json', 'a', '--pytorch', 'b'], /--pytorch is for a run/],
  [['export', 'a', '--json', 'a', '--checkpoints'], /--checkpoints go into a bundle/],
  [['report'], /bnw report EXPERIMENT…, or bnw report --check FILE/],
  [['report', 'a', '--check', 'b'], /--check takes a report’s file alone/],
  [['report', '--check', 'missing.html'], /missing.html cannot be read/],
  [['report', '--check', 'tiny.json'], /it has no block of numbers/],
  [['list', '--db', 'nowhere/x.db'], /--db is "nowhere\/x\.db": there is no such file/],
  [['list', '--db', 'x.db'], /--db is "x\.db": there is no such file.*bnw run makes one/],
  [['import', 'missing.json'], /missing.json: it cannot be read/],
  [['import', 'broken.json'], /broken.json: it is not JSON/],
  [['import', 'tiny.json'], /tiny.json: This is a spec.* bnw run/],
  [['data', 'remove', 'digits'], /"digits" is embedded and cannot be removed/],
  [['data', 'import', 'bars'], /required option/],
  [['settings', 'colour'], /"colour" is no setting: must be one of parallel, leave-one-core-free/],
  [['settings', 'parallel', '0'], /parallel is "0": must be a whole number from 1/],
  [['settings', 'leave-one-core-free', 'maybe'], /leave-one-core-free is "maybe": must be on or off/],
  [['backup', 'tiny.json'], /tiny.json exists already/],
  [['completion', 'tcsh'], /no completion for "tcsh": must be one of bash, zsh, fish/],
  [['frobnicate'], /unknown command 'frobnicate'/],
])('%j is met with a sentence and exit code 2', async (args, message) => {
  const { code, out, err } = await desk.bnw(...args)
  expect(err).toMatch(message)
  expect(err).not.toMatch(/\n\s+at /)
  expect({ code, out }).toEqual({ code: 2, out: '' })
})
