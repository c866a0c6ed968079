import { LAYOUT_STYLE } from './layout-style.ts'

const LIGHT = `
  --page: #ffffff; --raised: #f6f7f9; --ink: #1b1f24; --muted: #57606a; --rule: #d8dde3; --grid: #e6e9ed;
  --axis: #8c959f; --accent: #0b5cad; --good: #0a6b46; --bad: #a8341a; --open: #57606a;
  --arm-none: #666e78; --arm-batch: #1265b8; --arm-1: #bf4f0a; --arm-2: #067a5e; --arm-3: #8a3fa0;
  --arm-4: #8a6a00; --arm-5: #b3246b; --arm-6: #0a7488;`

const DARK = `
  --page: #14171b; --raised: #1c2026; --ink: #e4e8ed; --muted: #a3adb8; --rule: #323941; --grid: #272d34;
  --axis: #6b7580; --accent: #79b8f5; --good: #57c997; --bad: #f0957a; --open: #a3adb8;
  --arm-none: #aab2bb; --arm-batch: #63adf2; --arm-1: #f0914f; --arm-2: #4bc3a1; --arm-3: #cf9ce6;
  --arm-4: #dfc14c; --arm-5: #f286b6; --arm-6: #5ccbe0;`

/** The whole style of a report: light or dark as the reader's system has it, and always light on paper. */
export const PAGE_STYLE = `
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root {${DARK}
} }
${LAYOUT_STYLE}
`
