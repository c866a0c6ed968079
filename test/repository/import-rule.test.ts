import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'

const eslint = new ESLint({ ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/') })

/** The messages for `file` if its text were one import of `imported`. */
async function messagesFor(file: string, imported: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import ${JSON.stringify(imported)}\n`, { filePath: file })
  return result!.messages.map(({ ruleId }) => ruleId ?? 'fatal')
}

describe('the import rule between rooms', () => {
  test.each([
    ['src/domain/random.ts', '../contract/errors.ts'],
    ['src/domain/random.ts', '../datasets/dataset.ts'],
    ['src/domain/random.ts', 'node:fs'],
    ['src/contract/errors.ts', '../datasets/dataset.ts'],
    ['src/datasets/dataset.ts', '../contract/errors.ts'],
    ['src/trainer/main.ts', '../host/run-status.ts'],
    ['src/host/run-status.ts', '../cli/main.ts'],
    ['src/host/run-status.ts', 'electron'],
    ['src/cli/main.ts', '../datasets/dataset.ts'],
    ['src/cli/main.ts', '../../test/repository/import-rule.test.ts'],
  ])('%s may not import %s', async (file, imported) => {
    expect(await messagesFor(file, imported)).toEqual(['boundaries/dependencies'])
  })

  test.each([
    ['src/domain/random.ts', './streams.ts'],
    ['src/contract/errors.ts', '../domain/random.ts'],
    ['src/trainer/main.ts', '../datasets/dataset.ts'],
    ['src/host/run-status.ts', '../contract/trainer.ts'],
    ['src/host/run-status.ts', 'node:fs'],
    ['src/cli/main.ts', '../host/run-status.ts'],
    ['test/repository/import-rule.test.ts', '../../src/host/run-status.ts'],
  ])('%s may import %s', async (file, imported) => {
    expect(await messagesFor(file, imported)).toEqual([])
  })
})
