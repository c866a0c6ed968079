import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/** Which rooms under src/ a room may import from, beside itself. The picture is in ARCHITECTURE.md. */
const rooms = {
  domain: [],
  contract: ['domain'],
  datasets: ['domain'],
  trainer: ['domain', 'contract', 'datasets'],
  host: ['domain', 'contract', 'datasets'],
  main: ['host', 'contract', 'preload'],
  preload: ['contract'],
  server: ['host', 'contract'],
  cli: ['host', 'contract', 'domain'],
  renderer: ['domain', 'contract', 'preload'],
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

const layoutRules = [
  'html-indent',
  'html-self-closing',
  'html-closing-bracket-newline',
  'max-attributes-per-line',
  'singleline-html-element-content-newline',
  'multiline-html-element-content-newline',
  'first-attribute-linebreak',
]

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'coverage/', 'results/', 'src/trainer/kernels/'] },
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
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
    files: ['**/*.vue'],
    extends: [...vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Prettier decides these.
      ...Object.fromEntries(layoutRules.map((rule) => [`vue/${rule}`, 'off'])),
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      // An optional prop that is not given is undefined; its default is said where there is one.
      'vue/require-default-prop': 'off',
    },
  },
  {
    // What a .vue file is, only vue-tsc knows, which checks the types there.
    files: ['src/renderer/**'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((kind) => [
        `@typescript-eslint/no-unsafe-${kind}`,
        'off',
      ]),
    ),
  },
  {
    // Declarations of others merge only with interfaces.
    files: ['src/renderer/src/env.d.ts', 'src/renderer/src/router.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.vue', 'test/**/*.ts', 'scripts/**/*.ts'],
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
  {
    // Where a fault of the host was thrown is written to its terminal: the user's message says only what.
    files: ['src/contract/checked-calls.ts'],
    rules: { 'no-console': ['error', { allow: ['error'] }] },
  },
)
