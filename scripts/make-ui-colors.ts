// Writes the colours of the user interface as a style sheet: shades that keep a contrast of 4.5 in light and in dark.
// Nuxt UI would add them at run time, which the content policy refuses.
//   node scripts/make-ui-colors.ts
import { writeFileSync } from 'node:fs'
import colors from 'tailwindcss/colors'
import { ARM_COLORS } from '../src/domain/arm-colors.ts'

const SHADES = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950] as const
const roles = {
  primary: 'blue',
  secondary: 'blue',
  success: 'green',
  info: 'sky',
  warning: 'amber',
  error: 'red',
  neutral: 'slate',
} as const

const entries = Object.entries(roles)
const accents = entries.filter(([role]) => role !== 'neutral').map(([role]) => role)
const shades = entries.flatMap(([role, color]) =>
  SHADES.map((shade) => `    --ui-color-${role}-${shade}: ${colors[color][shade]};`),
)
const accentsAt = (shade: number): string[] =>
  accents.map((role) => `  --ui-${role}: var(--ui-color-${role}-${shade});`)
const armsOf = (mode: 'light' | 'dark'): string[] =>
  Object.entries(ARM_COLORS[mode]).map(([name, color]) => `  --${name}: ${color};`)

const sheet = [
  '/* Written by scripts/make-ui-colors.ts. */',
  '@layer theme {',
  '  :root,',
  '  :host {',
  ...shades,
  '  }',
  '}',
  '',
  ':root,',
  ':host,',
  '.light {',
  ...accentsAt(700),
  ...armsOf('light'),
  '}',
  '',
  '.dark {',
  ...accentsAt(400),
  '  --ui-text-dimmed: var(--ui-color-neutral-400);',
  ...armsOf('dark'),
  '}',
  '',
  ':root:not(.dark) {',
  '  --ui-text-dimmed: var(--ui-color-neutral-500);',
  // Also on a tinted ground: a row that is chosen, a card that is pointed at.
  '  --ui-text-muted: var(--ui-color-neutral-600);',
  '}',
  '',
]
writeFileSync(new URL('../src/renderer/src/styles/colors.css', import.meta.url), sheet.join('\n'))
