import { choice, flag, number, type FieldText } from './field-control.ts'

/** What the form says of an arm. */
export const armFields: Record<string, FieldText> = {
  'arms[].name': {
    isOwn: true,
    label: 'Name of the arm',
    hint: 'What charts and tables call it.',
    control: { kind: 'text' },
  },
  'arms[].normalization.type': {
    isOwn: true,
    label: 'Normalization',
    hint: 'What this arm puts between the layers.',
    control: choice({ none: 'None', batch: 'Batch normalization' }),
  },
  'arms[].normalization.momentum': {
    label: 'Running momentum',
    hint: 'Weight of the newest batch in the running statistics, in PyTorch’s convention. Keras writes the other part: 0.1 here is 0.9 there.',
    control: number,
  },
  'arms[].normalization.epsilon': {
    label: 'ε',
    hint: 'Added to the variance, so that a constant feature is not divided by 0.',
    control: number,
  },
  'arms[].normalization.affine': {
    label: 'Learn γ and β',
    hint: 'Lets each feature undo the normalization: y = γ·x̂ + β.',
    control: flag,
  },
  'arms[].start.from': {
    label: 'Starts from',
    hint: 'Fresh weights are fair. Trained ones show what a network with a past looks like.',
    control: choice({ fresh: 'Fresh weights', trained: 'Another arm’s weights' }),
  },
  'arms[].start.arm': {
    isOwn: true,
    label: 'Arm to start from',
    hint: 'Its run of the same seed gives the weights.',
    control: choice({}),
  },
  'arms[].start.batchSize': {
    isOwn: true,
    label: 'Trained before at batch',
    unit: 'images',
    hint: 'Batch size of the training before.',
    control: number,
  },
  'arms[].start.epochs': {
    isOwn: true,
    label: 'Trained before for',
    unit: 'epochs',
    hint: 'How long that training lasts. The optimizer begins anew after it.',
    control: number,
  },
}
