/** The sections of the lesson in reading order, each with the preset whose experiment shows what it says. */
export const LESSON_SECTIONS = [
  { id: 'what', title: 'What batch normalization is', preset: 'first-look' },
  { id: 'benefits', title: 'What it is good for', preset: 'small-weights' },
  { id: 'forward', title: 'How it works: the forward pass', preset: 'scale-and-shift' },
  { id: 'backward', title: 'How it works: the backward pass', preset: 'deep-sigmoid' },
  { id: 'inference', title: 'From training to inference', preset: 'running-averages' },
  { id: 'batch-size', title: 'What the batch size changes', preset: 'small-batches' },
  { id: 'limits', title: 'Advantages and limits', preset: 'assignment' },
  { id: 'why', title: 'Why it works, and what is disputed', preset: 'learning-rates' },
  { id: 'notebook', title: 'A comparison that went wrong', preset: 'notebook-order' },
  { id: 'sources', title: 'Sources', preset: null },
] as const

export type LessonSectionId = (typeof LESSON_SECTIONS)[number]['id']
