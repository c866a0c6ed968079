import type { Preset } from '../preset.ts'
import { notebookLayers } from './notebook.ts'
import { LESSON, lessonSetUp } from './lesson-set-up.ts'

const momentumArm = (momentum: number) => ({
  name: `momentum ${momentum}`,
  normalization: { type: 'batch' as const, momentum },
})

/** The same training, judged with running averages that follow quickly, slowly, and far too slowly. */
export const runningAverages: Preset = {
  id: 'running-averages',
  title: 'Running averages that lag',
  question: 'What happens at inference when the running averages have not caught up?',
  spec: {
    spec: 1,
    name: 'Running averages that lag',
    ...lessonSetUp,
    network: { layers: notebookLayers('auto') },
    arms: [momentumArm(0.1), momentumArm(0.01), momentumArm(0.001)],
    batchSizes: [64],
    learningRates: [0.01],
    budget: { unit: 'epochs', amount: 3 },
  },
  source: LESSON,
  comparability: 'not comparable',
  explanation:
    'The momentum changes nothing in training: all three arms learn the same weights, bit for bit. It decides only ' +
    'how fast the running averages follow. 282 steps at momentum 0.001 leave three quarters of their starting values ' +
    'of 0 and 1 in them, so the test accuracy is poor, although the same network judged with the statistics of the ' +
    'evaluation batch is as good as the others. Compare the three evaluation modes on the page of a run.',
}
