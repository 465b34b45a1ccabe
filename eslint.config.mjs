import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Name what you export: a name is what readers search for.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'results/', '**/generated/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // `default` does not make a switch exhaustive: a new kind must be looked at wherever it is told apart.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // What is taken out of an object to leave the rest is called `_`.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Bins are read by index inside their bounds, millions of times: `!` says so without a branch.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Code points are what is meant where a string is spread; an interface that promises may be kept without waiting.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Numbers and branded numbers are what the texts of this project are made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.mjs'],
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 5 }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'Buffer',
          'URL',
          'clearInterval',
          'clearTimeout',
          'console',
          'fetch',
          'performance',
          'process',
          'setInterval',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    // Formulas are straight-line functions of numbers only, which the kernel compiler inlines: their parameters are the
    // numbers of the formula, one by one, and what they hand on takes a line each. See docs/adr/0002.
    files: [
      'libs/physics/src/**/*.ts',
      'libs/kernels/src/compiler/**/*.ts',
      'libs/kernels/src/fill/{encode,fill.spec}.ts',
      'libs/kernels/src/random/**/*.ts',
    ],
    rules: { 'max-params': 'off' },
  },
  {
    files: ['libs/physics/src/processes/*/sampling.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Events of a search: formulas of many random numbers and components.
    files: ['libs/channels/src/*/*-events.ts', 'libs/channels/src/*/*-photon.ts'],
    rules: { 'max-params': 'off' },
  },
  {
    // A `describe` holds all the sentences about one thing; JSON that was written is read again as it is.
    files: ['**/*.spec.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // What others export by default is declared as it is; tools read their configuration from a default export.
    files: ['**/*.d.ts', '*.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A reader of JSON gives it the type that its caller knows.
    files: ['**/fixtures/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
  },
  {
    // A module of Nest is a class for its decorator's sake.
    files: ['**/*.module.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] },
  },
  {
    // The compiler meets every node and operator of JavaScript, and refuses by default what formulas do not use.
    files: ['libs/kernels/src/compiler/{parse-formula,range}.ts'],
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
  {
    // Polynomials are written with more digits than a double holds, so that the nearest double is meant.
    files: ['libs/kernels/src/compiler/polynomials.ts'],
    rules: { 'no-loss-of-precision': 'off' },
  },
  {
    // Specs of the compiler run the text that it prints.
    files: ['libs/kernels/src/compiler/*.spec.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off', '@typescript-eslint/no-unsafe-call': 'off' },
  },
);
