import type { Figure } from './figure.ts'

/** The name of a figure's file without its extension: “training-loss-assignment”. */
export function figureName({ title, caption }: Figure): string {
  const words = [title, ...caption.experiments.slice(0, 1).map(({ name }) => name)].join(' ')
  const name = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
  return name.slice(0, 80) || 'figure'
}
