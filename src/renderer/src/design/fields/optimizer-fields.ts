import { choice, flag, number, type FieldText } from './field-control.ts'

/** What the form says of the optimizer. */
export const optimizerFields: Record<string, FieldText> = {
  'optimizer.type': {
    label: 'Optimizer',
    hint: 'How gradients become steps.',
    control: choice({ sgd: 'SGD', adam: 'Adam' }),
  },
  'optimizer.momentum': {
    label: 'Momentum',
    hint: 'Share of the last step that is kept for the next: 0 is plain gradient descent.',
    control: number,
  },
  'optimizer.nesterov': {
    label: 'Nesterov',
    hint: 'Looks ahead along the momentum before it corrects.',
    control: flag,
  },
  'optimizer.beta1': {
    label: 'β₁',
    hint: 'Share of the past in the running mean of gradients.',
    control: number,
  },
  'optimizer.beta2': {
    label: 'β₂',
    hint: 'Share of the past in the running mean of squared gradients.',
    control: number,
  },
  'optimizer.epsilon': {
    label: 'ε of Adam',
    hint: 'Keeps the division safe where squared gradients are near 0.',
    control: number,
  },
  'optimizer.weightDecay': {
    label: 'Weight decay',
    hint: 'Pulls weights towards 0 by this share of themselves in the gradient, as PyTorch does.',
    control: number,
  },
  'optimizer.decayNormAndBias': {
    label: 'Decay γ, β and biases too',
    hint: 'On, as in PyTorch. Off, only the weights decay.',
    control: flag,
  },
}
