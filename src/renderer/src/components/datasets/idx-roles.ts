import type { IdxHeader } from './idx-header.ts'

/** Which of a data set's four files is which: images or labels by what is in them, train or test by name or by size. */

export const ROLES = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_TITLES: Record<Role, string> = {
  trainImages: 'Training images',
  trainLabels: 'Training labels',
  testImages: 'Test images',
  testLabels: 'Test labels',
}

/** A file that was given, with its header; null when it is none of IDX. */
export type GivenFile<F = File> = { file: F; name: string; header: IdxHeader | null }
export type Roles<F = File> = Partial<Record<Role, GivenFile<F>>>

export type Recognized<F = File> = {
  roles: Roles<F>
  /** One sentence for each file that has no place, and why. */
  leftOut: string[]
}

/** @param before places that are taken already; a new file for one takes it over */
export function recognizeFiles<F>(files: readonly GivenFile<F>[], before: Roles<F> = {}): Recognized<F> {
  const roles: Roles<F> = { ...before }
  const leftOut: string[] = []
  for (const kind of ['images', 'labels'] as const) {
    const ofKind = files.filter(({ header }) => header?.kind === kind)
    for (const given of ofKind) {
      const half =
        halfByName(given.name) ??
        halfBySize(given, ofKind) ??
        (roleOf('train', kind) in roles ? 'test' : 'train')
      roles[roleOf(half, kind)] = given
    }
  }
  const placed = new Set(Object.values(roles))
  for (const given of files)
    if (given.header === null)
      leftOut.push(`${given.name} is not an IDX file of images or labels (its first bytes say so).`)
    else if (!placed.has(given)) leftOut.push(`${given.name}: another file has taken its place.`)
  return { roles, leftOut }
}

/** What keeps four files from being a data set, one sentence each; empty when nothing does. */
export function roleProblems<F>(roles: Roles<F>): string[] {
  const problems: string[] = []
  for (const half of ['train', 'test'] as const) {
    const [images, labels] = [roles[roleOf(half, 'images')], roles[roleOf(half, 'labels')]]
    if (images?.header && labels?.header && images.header.count !== labels.header.count)
      problems.push(
        `${images.name} has ${images.header.count} images, but ${labels.name} has ${labels.header.count} labels.`,
      )
  }
  const [train, test] = [roles.trainImages?.header, roles.testImages?.header]
  if (train && test && (train.height !== test.height || train.width !== test.width))
    problems.push(
      `Training images are ${train.height} × ${train.width} pixels, test images ${test.height} × ${test.width}; they must be equal.`,
    )
  return problems
}

const roleOf = (half: 'train' | 'test', kind: 'images' | 'labels'): Role =>
  `${half}${kind === 'images' ? 'Images' : 'Labels'}`

function halfByName(name: string): 'train' | 'test' | null {
  if (/train/i.test(name)) return 'train'
  return /test|t10k|valid/i.test(name) ? 'test' : null
}

/** Of two files of a kind the larger is for training. */
function halfBySize<F>(given: GivenFile<F>, ofKind: readonly GivenFile<F>[]): 'train' | 'test' | null {
  const others = ofKind.filter((other) => other !== given)
  if (others.length !== 1) return null
  const [own, other] = [given.header!.count, others[0]!.header!.count]
  return own === other ? null : own > other ? 'train' : 'test'
}
