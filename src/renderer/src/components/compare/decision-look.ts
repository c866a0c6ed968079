import type { Decision } from '../../../../domain/decision.ts'

/** How a decision is marked: the word is the verdict's, the icon and the colour help to find it. */
export const DECISION_LOOKS: Record<Decision, { icon: string; color: string }> = {
  better: { icon: 'i-lucide-trending-up', color: 'text-success' },
  worse: { icon: 'i-lucide-trending-down', color: 'text-error' },
  'no difference shown': { icon: 'i-lucide-minus', color: 'text-muted' },
  'cannot know': { icon: 'i-lucide-circle-question-mark', color: 'text-warning' },
}
