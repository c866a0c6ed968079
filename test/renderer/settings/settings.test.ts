import { expect, test } from 'vitest'
import { backupFile } from '../../../src/renderer/src/components/settings/backup-file.ts'
import {
  settingsOfChoice,
  trainerChoice,
  trainersHint,
} from '../../../src/renderer/src/components/settings/trainer-choice.ts'

test.each(['cores', 'cores-less-one', 'number'] as const)(
  'the choice %s is what its settings are read as',
  (choice) => {
    expect(trainerChoice({ parallel: null, leaveOneCoreFree: false, ...settingsOfChoice(choice, 4) })).toBe(
      choice,
    )
  },
)

test('more trainers than cores are allowed with a word about it', () => {
  expect(trainersHint(2, 2)).toBe('This machine has 2 cores. Each run that trains keeps one busy.')
  expect(trainersHint(3, 2)).toContain('all become slower')
})

test('a copy is named beside the database, by the time', () => {
  const now = new Date(2026, 10, 28, 9, 5, 7)
  expect(backupFile('/home/me/workbench.db', now)).toBe('/home/me/workbench-2026-11-28-090507.db')
  expect(backupFile('/home/me/runs', now)).toBe('/home/me/runs-2026-11-28-090507.db')
})
