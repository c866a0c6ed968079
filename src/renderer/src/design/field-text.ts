/** What the form says of a field of a spec. */
export type FieldText = {
  label: string
  /** What it means, for who reads it the first time. */
  hint: string
  /** Of the number. */
  unit?: string
  /** Whether each design has its own, so that there is no usual value to tell. */
  isOwn?: true
  control: FieldControl
}

export type FieldControl =
  | { kind: 'number' }
  /** Left blank it is null, which means this. */
  | { kind: 'number-or-open'; open: string }
  | { kind: 'text' }
  | { kind: 'flag' }
  /** Numbers in a row. */
  | { kind: 'numbers'; example: string }
  | { kind: 'choice'; choices: Record<string, string> }

const number: FieldControl = { kind: 'number' }
const flag: FieldControl = { kind: 'flag' }
const open = (text: string): FieldControl => ({ kind: 'number-or-open', open: text })
const choice = (choices: Record<string, string>): FieldControl => ({ kind: 'choice', choices })

const general: Record<string, FieldText> = {
  name: {
    isOwn: true,
    label: 'Name',
    hint: 'What you will look for in the list of experiments.',
    control: { kind: 'text' },
  },
  batchSizes: {
    label: 'Batch sizes',
    unit: 'images',
    hint: 'How many images make one step. Each arm is trained at each of these.',
    control: { kind: 'numbers', example: '16 32 64' },
  },
  learningRates: {
    label: 'Learning rates',
    hint: 'How far one step goes along the gradient. Several make a comparison of rates.',
    control: { kind: 'numbers', example: '0.1 0.01' },
  },
  seeds: {
    label: 'Seeds',
    hint: 'Each decides the initial weights and the order of the images. More seeds tell an effect from chance.',
    control: { kind: 'numbers', example: '1-5' },
  },
  lastBatch: {
    label: 'Last batch',
    hint: 'What becomes of the images left over when an epoch does not divide into full batches.',
    control: choice({
      auto: 'Keep; merge if it is 1',
      drop: 'Drop',
      keep: 'Keep',
      merge: 'Merge into the one before',
    }),
  },
  checkpointEveryEpochs: {
    label: 'Checkpoint every',
    unit: 'epochs',
    hint: 'Stores the weights on the way, to look at or continue from. They cost disk space.',
    control: open('only at the end'),
  },
  targetAccuracy: {
    label: 'Target accuracy',
    unit: '0 to 1',
    hint: 'The test accuracy whose first reaching is reported: 0.95 is 95 %.',
    control: open('none'),
  },
}

const data: Record<string, FieldText> = {
  'data.dataset': {
    label: 'Data set',
    hint: 'The images that are learned and tested.',
    control: { kind: 'text' },
  },
  'data.trainExamples': {
    label: 'Training images',
    unit: 'images',
    hint: 'Uses only the first so many. Fewer train faster and overfit sooner.',
    control: open('all'),
  },
  'data.testExamples': {
    label: 'Test images',
    unit: 'images',
    hint: 'Uses only the first so many. Fewer make the accuracy less certain.',
    control: open('all'),
  },
  'data.validationExamples': {
    label: 'Kept for validation',
    unit: 'images',
    hint: 'Training images that are not trained on, to choose a learning rate without looking at the test set.',
    control: number,
  },
  'data.normalize.mean': {
    label: 'Pixel mean',
    hint: 'Subtracted from each pixel, which is 0 (paper) to 1 (ink).',
    control: number,
  },
  'data.normalize.std': {
    label: 'Pixel deviation',
    hint: 'Each pixel is then divided by this. With 0.5 and 0.5 pixels become −1 to 1.',
    control: number,
  },
}

const network: Record<string, FieldText> = {
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

const optimizer: Record<string, FieldText> = {
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

const arms: Record<string, FieldText> = {
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

const training: Record<string, FieldText> = {
  'learningRateRule.rule': {
    label: 'Learning rate over batch sizes',
    hint: 'Whether larger batches take larger steps. Fixed changes one thing only; linear is after Goyal et al. 2017.',
    control: choice({
      fixed: 'Fixed: lr',
      linear: 'Linear: lr × batch / reference',
      'square-root': 'Square root: lr × √(batch / reference)',
    }),
  },
  'learningRateRule.referenceBatchSize': {
    label: 'Reference batch size',
    unit: 'images',
    hint: 'The batch size at which the listed learning rate holds.',
    control: number,
  },
  'schedule.shape.type': {
    label: 'Learning rate over time',
    hint: 'How the rate changes during the training.',
    control: choice({ constant: 'Constant', step: 'Falls in steps', cosine: 'Falls as a cosine' }),
  },
  'schedule.shape.epochs': {
    isOwn: true,
    label: 'Falls at',
    unit: 'epochs',
    hint: 'The rate falls when so many epochs have passed.',
    control: { kind: 'numbers', example: '10 20 30' },
  },
  'schedule.shape.factor': {
    label: 'Factor of each fall',
    hint: 'What the rate is multiplied by.',
    control: number,
  },
  'schedule.shape.finalFactor': {
    label: 'Final share of the rate',
    hint: 'What is left of the rate at the end: 0 is nothing.',
    control: number,
  },
  'schedule.warmupSteps': {
    label: 'Warm-up',
    unit: 'steps',
    hint: 'The rate grows from near 0 over so many first steps, which helps large rates begin.',
    control: number,
  },
  'budget.unit': {
    label: 'Train for equal',
    hint: 'What all runs get the same of. Equal epochs give large batches fewer steps.',
    control: choice({ epochs: 'Epochs', steps: 'Steps', examples: 'Images seen' }),
  },
  'budget.amount': {
    label: 'How many',
    hint: 'One epoch shows every training image once.',
    control: number,
  },
  'evaluation.everyEpochs': {
    label: 'Test every',
    unit: 'epochs',
    hint: 'How often the test accuracy is measured on the way. It is always measured at the end.',
    control: number,
  },
  'evaluation.trainExamples': {
    label: 'Training images tested too',
    unit: 'images',
    hint: 'Shows the gap between training and test accuracy, both in evaluation mode.',
    control: open('up to 2,000'),
  },
}

const texts: Record<string, FieldText> = {
  ...general,
  ...data,
  ...network,
  ...optimizer,
  ...arms,
  ...training,
}

/** What is said of the field at a path, `arms[2].name` say. @throws Error where the form knows none */
export function fieldText(path: string): FieldText {
  const text = texts[path.replaceAll(/\[\d+\]/g, '[]')]
  if (!text) throw new Error(`The form has no text for ${path}.`)
  return text
}

/** The paths of all fields that the form has texts for, list places left out. */
export const fieldPaths: readonly string[] = Object.keys(texts)
