import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));

/** The borders between the rooms, as in ARCHITECTURE.md: imports go one way only. */
const border = (files, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
const forbid = (group, message, allowTypeImports = false) => ({ group, message, allowTypeImports });
const sandboxStaysOutside = forbid(
  ['**/sandbox/*', '**/simulation/*', '**/demo/*', '**/bench/**', '**/test/*'],
  'The three rooms never import the sandbox, the simulation, the demo, the benchmarks or the tests.',
);
const nobodyMeasures = forbid(['**/bench/**'], 'Only their own tests import the benchmarks.');

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.ventana', 'coverage', 'reports', '.stryker-tmp'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    settings: {
      'import-x/resolver': { node: { extensions: ['.ts', '.js'] } },
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['bin/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', __dirname: 'readonly', process: 'readonly', console: 'readonly' },
    },
  },
  border(
    ['workflows/**/*.ts'],
    [
      sandboxStaysOutside,
      forbid(['node:*', 'fs', 'path', 'crypto'], 'Workflow code is replayed: no Node built-ins.'),
      forbid(['**/src/*', '**/src/**'], 'Workflows do not know the edges.'),
      forbid(['../activities/*', '../activities'], 'Activities come into workflows as types only.', true),
      forbid(
        [
          '@temporalio/client',
          '@temporalio/worker',
          '@temporalio/activity',
          '@temporalio/testing',
          'axios',
          'zod',
          'luxon',
          'node-zendesk',
        ],
        'Workflow code imports @temporalio/workflow, its own files and types.',
      ),
    ],
  ),
  border(
    ['workflows/core/**/*.ts'],
    [
      sandboxStaysOutside,
      forbid(['@temporalio/*', 'node:*', '**/src/**'], 'The core is pure: its own files, and types.'),
      forbid(['**/activities/*'], 'Activities come into workflows as types only.', true),
    ],
  ),
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
  border(
    ['activities/**/*.ts'],
    [
      sandboxStaysOutside,
      forbid(['**/src/*', '**/src/**'], 'Activities speak to ports, not to the adapters.'),
      forbid(['**/workflows/*', '**/workflows/**'], 'Activities import nothing of ours.'),
      forbid(
        ['axios', 'node-zendesk', '@temporalio/client', '@temporalio/worker'],
        'Vendors and the Temporal client live in src.',
      ),
    ],
  ),
  border(['src/**/*.ts'], [sandboxStaysOutside]),
  border(
    ['sandbox/**/*.ts'],
    [
      nobodyMeasures,
      forbid(['**/src/*', '**/src/**', '**/workflows/*', '**/activities/*'], 'The sandbox knows nothing of Ventana.'),
    ],
  ),
  border(['simulation/**/*.ts', 'demo/**/*.ts'], [nobodyMeasures]),
  border(['bench/**/*.ts'], [forbid(['**/demo/**', '**/test/**'], 'Benchmarks stand beside demo and tests.')]),
);
