import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));
/** Without its packages the types of the sidebar app are unknown: npm ci --prefix app. */
const app = existsSync(join(root, 'app/node_modules')) ? [] : ['app'];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.ventana', 'coverage', 'reports', '.stryker-tmp', ...app] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A `describe` is a function too.
    files: ['test/**/*.ts', 'app/test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['activities/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 250 }] },
  },
  {
    files: ['bin/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', __dirname: 'readonly', process: 'readonly', console: 'readonly' },
    },
  },
  {
    // They run in a browser, as they are.
    files: ['app/host/*.js'],
    languageOptions: { globals: { window: 'readonly', document: 'readonly', fetch: 'readonly' } },
  },
  {
    files: ['demo/playground/page/*.js'],
    languageOptions: {
      globals: {
        ...{ window: 'readonly', document: 'readonly', location: 'readonly', fetch: 'readonly' },
        ...{ EventSource: 'readonly', FormData: 'readonly', URLSearchParams: 'readonly' },
      },
    },
  },
  {
    files: ['app/build/*.mjs'],
    languageOptions: { globals: { URL: 'readonly', process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['workflows/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > VariableDeclaration[kind="let"]',
          message: 'The core keeps nothing: all workflows of a worker share it.',
        },
      ],
    },
  },
);
