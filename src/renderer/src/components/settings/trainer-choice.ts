import type { Settings } from '../../../../contract/host.ts'
import { countText } from '../../../../domain/number-text.ts'

/** How many runs train at once, as a choice of three. */
export type TrainerChoice = 'cores' | 'cores-less-one' | 'number'

export function trainerChoice({ parallel, leaveOneCoreFree }: Settings): TrainerChoice {
  if (parallel !== null) return 'number'
  return leaveOneCoreFree ? 'cores-less-one' : 'cores'
}

/** The settings that a choice means; a number begins at what was used before. */
export function settingsOfChoice(choice: TrainerChoice, cores: number): Partial<Settings> {
  switch (choice) {
    case 'cores':
      return { parallel: null, leaveOneCoreFree: false }
    case 'cores-less-one':
      return { parallel: null, leaveOneCoreFree: true }
    case 'number':
      return { parallel: cores }
  }
}

/** What a number of trainers means on this machine. */
export function trainersHint(trainers: number, cores: number): string {
  const held = `This machine has ${countText(cores, 'core')}.`
  return trainers > cores
    ? `${held} More trainers than cores share them: all become slower, and the memory for each is needed.`
    : `${held} Each run that trains keeps one busy.`
}
