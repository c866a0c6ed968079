import boundaries from 'eslint-plugin-boundaries'
import tseslint from 'typescript-eslint'

/** Which rooms under src/ a room may import from, beside itself. The picture is in ARCHITECTURE.md. */
const rooms = {
  domain: [],
  contract: ['domain'],
  datasets: ['domain'],
  trainer: ['domain', 'contract', 'datasets'],
  host: ['domain', 'contract', 'datasets'],
  main: ['host', 'contract'],
  preload: ['contract'],
  server: ['host', 'contract'],
  cli: ['host', 'contract', 'domain'],
  renderer: ['domain', 'contract'],
}

/** Rooms are reached from scripts and tests without limit; nothing in src/ reaches back. */
const outside = ['test', 'scripts']

const importRule = [
  'error',
  {
    default: 'disallow',
    checkAllOrigins: true,
    policies: [
      ...Object.entries(rooms).map(([room, imports]) => ({
        from: { element: { type: room } },
        allow: { to: { element: { types: { anyOf: [room, ...imports] } } } },
      })),
      ...outside.map((room) => ({
        from: { element: { type: room } },
        allow: { to: { element: { types: { anyOf: [...Object.keys(rooms), ...outside] } } } },
      })),
      { allow: { to: { module: { origin: ['external', 'core'] } } } },
      ...Object.keys(rooms)
        .filter((room) => room !== 'main' && room !== 'preload')
        .map((room) => ({
          from: { element: { type: room } },
          disallow: { to: { module: { origin: 'external', source: 'electron' } } },
        })),
      { from: { element: { type: 'domain' } }, disallow: { to: { module: { origin: 'core' } } } },
    ],
  },
]

/** The domain is pure: what it computes depends on its arguments alone. */
const impure = ['Date', 'performance', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto']

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'coverage/', 'results/', 'src/trainer/kernels/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Loops over typed arrays know their bounds; the type does not.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowTernary: true, allowShortCircuit: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [
        ...Object.keys(rooms).map((room) => ({ type: room, pattern: `src/${room}` })),
        ...outside.map((room) => ({ type: room, pattern: room })),
      ],
      'boundaries/root-path': import.meta.dirname,
    },
    rules: {
      'boundaries/dependencies': importRule,
      'boundaries/no-unknown-files': 'error',
      'boundaries/no-unknown-dependencies': 'error',
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['src/cli/**/*.ts', 'scripts/**/*.ts', 'test/bench/**/*.ts', 'test/faults/*.ts'],
    rules: { 'no-console': 'off' },
  },
)
