import { ARM_COLORS } from '../../domain/arm-colors.ts'
import { LAYOUT_STYLE } from './layout-style.ts'

const LIGHT = `
  --page: #ffffff; --raised: #f6f7f9; --ink: #1b1f24; --muted: #57606a; --rule: #d8dde3; --grid: #e6e9ed;
  --axis: #8c959f; --accent: #0b5cad; --good: #0a6b46; --bad: #a8341a; --open: #57606a;`

const DARK = `
  --page: #14171b; --raised: #1c2026; --ink: #e4e8ed; --muted: #a3adb8; --rule: #323941; --grid: #272d34;
  --axis: #6b7580; --accent: #79b8f5; --good: #57c997; --bad: #f0957a; --open: #a3adb8;`

function arms(mode: keyof typeof ARM_COLORS): string {
  const variables = Object.entries(ARM_COLORS[mode]).map(([name, color]) => `--${name}: ${color};`)
  return `\n  ${variables.join(' ')}`
}

/** The whole style of a report: light or dark as the reader's system has it, and always light on paper. */
export const PAGE_STYLE = `
:root {${LIGHT}${arms('light')}
}
@media screen and (prefers-color-scheme: dark) { :root {${DARK}${arms('dark')}
} }
${LAYOUT_STYLE}
`
