import type { LabelledArm } from './arm-labels.ts'

type NamedArm = Pick<LabelledArm, 'label' | 'reference' | 'name'>

/** A reference, in which the name comes first. */
const REFERENCE = /^(.+)~[0-9a-f]+$/s

/**
 * The arms that a selection means by these texts, in the order of the arms. A text is a label, a reference or a name,
 * which stands for every arm that has it. A label with an experiment's name may be of before that experiment was renamed
 * or the others left: then it stands for every arm of its name too. References whose arms are not here mean nothing
 * beside others that are found, and their names where nothing else is.
 */
export function armsMeant<A extends NamedArm>(arms: readonly A[], texts: readonly string[]): A[] {
  const found = texts.flatMap((text) => meantBy(arms, text))
  const meant = new Set(found.length > 0 ? found : texts.flatMap((text) => formerlyReferred(arms, text)))
  return arms.filter((arm) => meant.has(arm))
}

/** What an address keeps of an arm: its name as long as that is enough, which can be read and typed. */
export function lastingName({ label, name, reference }: NamedArm): string {
  return label === name ? name : reference
}

function meantBy<A extends NamedArm>(arms: readonly A[], text: string): A[] {
  const exact = arms.filter(({ label, reference }) => text === label || text === reference)
  if (exact.length > 0) return exact
  const named = arms.filter(({ name }) => text === name)
  return named.length > 0 ? named : formerlyLabelled(arms, text)
}

function formerlyLabelled<A extends NamedArm>(arms: readonly A[], text: string): A[] {
  if (!text.endsWith(')')) return []
  const begun = arms.filter(({ name }) => text.startsWith(`${name} (`))
  const longest = Math.max(...begun.map(({ name }) => name.length))
  return begun.filter(({ name }) => name.length === longest)
}

function formerlyReferred<A extends NamedArm>(arms: readonly A[], text: string): A[] {
  const [, name] = REFERENCE.exec(text) ?? []
  return arms.filter((arm) => arm.name === name)
}
