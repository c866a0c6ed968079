/** The style variables that `armLooks` names, for light and dark ground: told apart with any colour vision, contrast ≥ 4.5. */
export const ARM_COLORS = {
  light: {
    'arm-none': '#666e78',
    'arm-batch': '#1265b8',
    'arm-1': '#bf4f0a',
    'arm-2': '#067a5e',
    'arm-3': '#8a3fa0',
    'arm-4': '#8a6a00',
    'arm-5': '#b3246b',
    'arm-6': '#0a7488',
  },
  dark: {
    'arm-none': '#aab2bb',
    'arm-batch': '#63adf2',
    'arm-1': '#f0914f',
    'arm-2': '#4bc3a1',
    'arm-3': '#cf9ce6',
    'arm-4': '#dfc14c',
    'arm-5': '#f286b6',
    'arm-6': '#5ccbe0',
  },
} as const
