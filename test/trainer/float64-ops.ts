import type { Given } from './run-op.ts'

/** Every operation of a training step in float64, straight from its formula; the results are rounded at the end. */

type Inputs = Record<string, Given | null>
type Numbers = Record<string, number | boolean | string>
type Outputs = Record<string, number[]>

const length = (count: number) => ({ length: count })
const sum = (count: number, term: (i: number) => number) =>
  Array.from(length(count)).reduce<number>((all, _, i) => all + term(i), 0)
const cube = (R: number, B: number, C: number, value: (r: number, b: number, c: number) => number) =>
  Array.from(length(R * B * C), (_, i) => value(Math.floor(i / (B * C)), Math.floor(i / C) % B, i % C))

/** erf by its Taylor series, to about 12 digits for |x| < 4. */
function erf(x: number): number {
  let [term, total] = [x, x]
  for (let n = 1; n < 120; n++) {
    term *= -(x * x) / n
    total += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * total
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const normalCdf = (x: number) => (1 + erf(x / Math.SQRT2)) / 2
const activations: Record<string, (x: number) => number> = {
  relu: (x) => Math.max(0, x),
  sigmoid,
  tanh: Math.tanh,
  gelu: (x) => x * normalCdf(x),
}
/** Of what an activation keeps: its input for GELU, its output otherwise. */
const slopes: Record<string, (kept: number) => number> = {
  relu: (y) => (y > 0 ? 1 : 0),
  sigmoid: (y) => y * (1 - y),
  tanh: (y) => 1 - y * y,
  gelu: (x) => normalCdf(x) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI),
}

const references: Record<
  string,
  (
    values: (name: string) => ArrayLike<number>,
    shape: (name: string) => readonly number[],
    a: Numbers,
    has: (name: string) => boolean,
  ) => Outputs
> = {
  dense(v, shape, _, has) {
    const [[R, B, K], N] = [shape('x') as [number, number, number], shape('w')[2]!]
    return {
      y: cube(
        R,
        B,
        N,
        (r, b, n) =>
          sum(K, (k) => v('x')[(r * B + b) * K + k]! * v('w')[(r * K + k) * N + n]!) +
          (has('b') ? v('b')[r * N + n]! : 0),
      ),
    }
  },
  denseBackward(v, shape, { bias, input }) {
    const [[R, B, K], N] = [shape('x') as [number, number, number], shape('w')[2]!]
    const dy = (r: number, b: number, n: number) => v('dy')[(r * B + b) * N + n]!
    return {
      dw: cube(R, K, N, (r, k, n) => sum(B, (b) => v('x')[(r * B + b) * K + k]! * dy(r, b, n))),
      db: bias ? cube(R, 1, N, (r, _, n) => sum(B, (b) => dy(r, b, n))) : [],
      dx: input ? cube(R, B, K, (r, b, k) => sum(N, (n) => dy(r, b, n) * v('w')[(r * K + k) * N + n]!)) : [],
    }
  },
  activation: (v, _, { name }) => ({ y: Array.from(v('x'), activations[name as string]!) }),
  activationBackward: (v, _, { name }) => ({
    dx: Array.from(v('kept'), (kept, i) => slopes[name as string]!(kept) * v('dy')[i]!),
  }),
  batchNormalization(v, shape, a) {
    const [[R, B, C], epsilon, m] = [
      shape('x') as [number, number, number],
      Number(a.epsilon),
      Number(a.momentum),
    ]
    const x = (r: number, b: number, c: number) => v('x')[(r * B + b) * C + c]!
    const mean = cube(R, 1, C, (r, _, c) => sum(B, (b) => x(r, b, c)) / B)
    const variance = cube(R, 1, C, (r, _, c) => sum(B, (b) => (x(r, b, c) - mean[r * C + c]!) ** 2) / B)
    const inverse = variance.map((value) => 1 / Math.sqrt(value + epsilon))
    const normalized = cube(R, B, C, (r, b, c) => (x(r, b, c) - mean[r * C + c]!) * inverse[r * C + c]!)
    return {
      y: cube(
        R,
        B,
        C,
        (r, b, c) => normalized[(r * B + b) * C + c]! * v('gamma')[r * C + c]! + v('beta')[r * C + c]!,
      ),
      ...{ normalized, inverse },
      runningMean: mean.map((value, i) => (1 - m) * v('runningMean')[i]! + m * value),
      runningVariance: variance.map(
        (value, i) => (1 - m) * v('runningVariance')[i]! + (m * value * B) / (B - 1),
      ),
    }
  },
  batchNormalizationEvaluation(v, shape, { epsilon }) {
    const [R, B, C] = shape('x') as [number, number, number]
    const of = (name: string, r: number, c: number) => v(name)[r * C + c]!
    return {
      y: cube(
        R,
        B,
        C,
        (r, b, c) =>
          (of('gamma', r, c) * (v('x')[(r * B + b) * C + c]! - of('runningMean', r, c))) /
            Math.sqrt(of('runningVariance', r, c) + Number(epsilon)) +
          of('beta', r, c),
      ),
    }
  },
  batchNormalizationBackward(v, shape) {
    const [R, B, C] = shape('dy') as [number, number, number]
    const at = (name: string, r: number, b: number, c: number) => v(name)[(r * B + b) * C + c]!
    const dbeta = cube(R, 1, C, (r, _, c) => sum(B, (b) => at('dy', r, b, c)))
    const dgamma = cube(R, 1, C, (r, _, c) => sum(B, (b) => at('dy', r, b, c) * at('normalized', r, b, c)))
    const dx = cube(
      R,
      B,
      C,
      (r, b, c) =>
        v('gamma')[r * C + c]! *
        v('inverse')[r * C + c]! *
        (at('dy', r, b, c) - dbeta[r * C + c]! / B - (at('normalized', r, b, c) * dgamma[r * C + c]!) / B),
    )
    return { dx, dgamma, dbeta }
  },
  crossEntropy(v, shape) {
    const [R, B, C] = shape('logits') as [number, number, number]
    const rows = rowsOf(v, R * B, C)
    const mean = (values: number[]) => Array.from(length(R), (_, r) => sum(B, (b) => values[r * B + b]!) / B)
    return {
      loss: mean(rows.map(({ loss }) => loss)),
      correct: mean(rows.map(({ best, label }) => Number(best === label))),
      dlogits: rows.flatMap(({ shares, label }) =>
        shares.map((share, c) => (share - Number(c === label)) / B),
      ),
    }
  },
  classify(v, shape) {
    const [R, B, C] = shape('logits') as [number, number, number]
    const rows = rowsOf(v, R * B, C)
    return { losses: rows.map(({ loss }) => loss), predicted: rows.map(({ best }) => best) }
  },
  gather(v, shape, { mean, std }) {
    const pixels = shape('images')[1]!
    const indices = Array.from(v('indices'))
    return {
      x: indices.flatMap((index) =>
        Array.from(
          length(pixels),
          (_, p) => (v('images')[index * pixels + p]! / 255 - Number(mean)) / Number(std),
        ),
      ),
      y: indices.map((index) => v('labels')[index]!),
    }
  },
  sgd(v, shape, a, has) {
    const { squares, size, rate } = parameter(v, shape, has)
    const [mu, decay] = [Number(a.momentum), Number(a.weightDecay)]
    const gradient = Array.from(v('g'), (g, i) => g + decay * v('w')[i]!)
    const velocity = gradient.map((g, i) => mu * v('velocity')[i]! + g)
    const w = velocity.map(
      (value, i) =>
        v('w')[i]! - rate(Math.floor(i / size), 0) * (a.nesterov ? gradient[i]! + mu * value : value),
    )
    return { squares, w, velocity }
  },
  adam(v, shape, a, has) {
    const { squares, size, rate } = parameter(v, shape, has)
    const [beta1, beta2, epsilon, decay] = [a.beta1, a.beta2, a.epsilon, a.weightDecay].map(Number) as [
      number,
      number,
      number,
      number,
    ]
    const gradient = Array.from(v('g'), (g, i) => g + decay * v('w')[i]!)
    const firstMoment = gradient.map((g, i) => beta1 * v('firstMoment')[i]! + (1 - beta1) * g)
    const secondMoment = gradient.map((g, i) => beta2 * v('secondMoment')[i]! + (1 - beta2) * g * g)
    const w = firstMoment.map((first, i) => {
      const r = Math.floor(i / size)
      return v('w')[i]! - (rate(r, 1) * first) / (Math.sqrt(secondMoment[i]!) * rate(r, 2) + epsilon)
    })
    return { squares, w, firstMoment, secondMoment }
  },
  stepMetrics: (v) => ({
    metrics: Array.from(v('loss')).flatMap((loss, r) => [
      loss,
      v('correct')[r]!,
      Math.sqrt(v('squares')[r]!),
    ]),
  }),
}

/** The softmax of each row of logits, its loss against the label, and the class with the largest logit. */
function rowsOf(v: (name: string) => ArrayLike<number>, rows: number, C: number) {
  return Array.from(length(rows), (_, row) => {
    const logits = Array.from(v('logits')).slice(row * C, (row + 1) * C)
    const [peak, label] = [Math.max(...logits), v('labels')[row]!]
    const total = logits.reduce((all, logit) => all + Math.exp(logit - peak), 0)
    const shares = logits.map((logit) => Math.exp(logit - peak) / total)
    return { shares, label, best: logits.indexOf(peak), loss: Math.log(total) + peak - logits[label]! }
  })
}

function parameter(
  v: (name: string) => ArrayLike<number>,
  shape: (name: string) => readonly number[],
  has: (name: string) => boolean,
) {
  const [R, size] = [shape('w')[0]!, v('w').length / shape('w')[0]!]
  const squares = Array.from(
    length(R),
    (_, r) =>
      (has('squaresBefore') ? v('squaresBefore')[r]! : 0) + sum(size, (i) => v('g')[r * size + i]! ** 2),
  )
  return { squares, size, rate: (r: number, column: number) => v('rates')[r * 3 + column]! }
}

/** What an operation computes of the given tensors, the inputs that it changes in place among it. */
export function inFloat64(name: string, given: Inputs, attributes: object): Record<string, Float32Array> {
  const tensor = (input: string) => given[input]!
  const outputs = references[name]!(
    (input) => tensor(input).values,
    (input) => tensor(input).shape,
    attributes as Numbers,
    (input) => (given[input] ?? null) !== null,
  )
  return Object.fromEntries(
    Object.entries(outputs).map(([output, values]) => [output, Float32Array.from(values)]),
  )
}
