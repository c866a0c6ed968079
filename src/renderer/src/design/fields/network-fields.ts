import { choice, number, type FieldText } from './field-control.ts'

/** What the form says of the network. */
export const networkFields: Record<string, FieldText> = {
  'network.layers[].units': {
    label: 'Units',
    hint: 'How many neurons the layer has.',
    control: number,
  },
  'network.layers[].activation': {
    label: 'Activation',
    hint: 'What bends the layer’s output; identity leaves it as it is.',
    control: choice({
      relu: 'ReLU',
      sigmoid: 'Sigmoid',
      tanh: 'Tanh',
      gelu: 'GELU',
      identity: 'Identity',
    }),
  },
  'network.layers[].normalization': {
    label: 'Normalization',
    hint: 'Where an arm that normalizes does it. The paper puts it before the activation.',
    control: choice({
      'before-activation': 'Before activation',
      'after-activation': 'After activation',
      none: 'Never here',
    }),
  },
  'network.layers[].bias': {
    label: 'Bias',
    hint: 'Auto leaves it out where a normalization follows at once, which would remove it.',
    control: choice({ auto: 'Auto', always: 'Always', never: 'Never' }),
  },
  'network.initialization.scheme': {
    label: 'Initial weights',
    hint: 'How the weights are drawn before training. Runs of one seed start from the same ones.',
    control: choice({
      'pytorch-linear': 'PyTorch: U(±1/√inputs)',
      he: 'He: N(0, 2/inputs)',
      glorot: 'Glorot: U(±√(6/(inputs + outputs)))',
      gaussian: 'Gaussian: N(0, scale²)',
    }),
  },
  'network.initialization.scale': {
    isOwn: true,
    label: 'Scale',
    hint: 'Standard deviation of the weights. Small ones make deep networks hard to train without normalization.',
    control: number,
  },
}
