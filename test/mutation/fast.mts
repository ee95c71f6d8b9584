/**
 * Stryker's own mutants in one process: `npm run mutation:fast -- workflows/core/plans.ts [more files]`. Stryker starts
 * every test file again for each mutant; here a test that has passed runs again for each mutant that it touched.
 * Minutes instead of hours. `--slow`: also tests that take over 1.5 s; `--import`: also mutants of what is read once
 * at import, each in a process of its own; `--tests`: a pattern of other test files.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import type { Mutant as ApiMutant } from '@stryker-mutator/api/core';
import { createInjector } from 'typed-inject';
import { type CliOptions, type Vitest, startVitest } from 'vitest/node';
import type { Results } from './fastRunner.mjs';

const ROOT = join(import.meta.dirname, '../..');
const BOX = process.env.BOX ?? join(ROOT, '.stryker-tmp/fast');
const TESTS = 'test/unit/{core.*,activities.*,activities,client-helpers,delivery-error,sweep,words}.test.ts';

/** Hundreds of random weeks, or five thousand tickets: left out, like every other test that is slow. */
const RANDOM = ['**/core.{order,properties}.test.ts'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    import: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    tests: { type: 'string', default: TESTS },
  },
});

interface Mutant {
  id: string;
  file: string;
  name: string;
  line: number;
  original: string;
  replacement: string;
}

const mutants = await fillBox(positionals.length > 0 ? positionals : allFiles());
Object.assign(process.env, { MUTATION_SLOW: String(values.slow), MUTATION_RESULTS: join(BOX, 'results.json') });
await runTests({ reporters: ['default'], runner: join(BOX, 'test/mutation/fastRunner.mts') });
const results = JSON.parse(readFileSync(join(BOX, 'results.json'), 'utf8')) as Results;
for (const id of values.import ? results.atImport : []) {
  if (results.killed[id] !== undefined) continue;
  if (!results.covered.includes(id)) results.covered.push(id);
  if (await isNoticedAtImport(id)) results.killed[id] = 'at import';
}
report(results);
process.exitCode = 0;

function allFiles(): string[] {
  const of = (folder: string): string[] => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);
  return [...of('workflows/core'), ...of('activities')].filter((name) => name.endsWith('.ts'));
}

/** A copy of the code and its unit tests, with all mutants in the named files behind Stryker's switch. */
async function fillBox(files: string[]): Promise<Mutant[]> {
  rmSync(BOX, { recursive: true, force: true });
  mkdirSync(BOX, { recursive: true });
  const copied = ['workflows', 'activities', 'src', 'test/unit', 'test/support', 'test/fixtures', 'test/mutation'];
  for (const it of [...copied, 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, it), join(BOX, it), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(BOX, 'node_modules'));

  const log = () => undefined;
  const quiet = { trace: log, debug: log, info: log, warn: console.warn, error: console.error, fatal: console.error };
  const is = { isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, isWarnEnabled: no };
  const logger = { ...quiet, ...is, isErrorEnabled: no, isFatalEnabled: no };
  const injector = createInjector()
    .provideValue('logger', logger)
    .provideValue('getLogger', () => logger)
    .provideValue('options', {} as never);
  const sources = files.map((name) => ({ name, content: readFileSync(join(ROOT, name), 'utf8'), mutate: true }));
  const options = { excludedMutations: [], ignorers: [], noHeader: false, plugins: null };
  const instrumented = await injector.injectFunction(createInstrumenter).instrument(sources, options);
  for (const { name, content } of instrumented.files) writeFileSync(join(BOX, name), content);
  return (
    instrumented.mutants
      // Its types promise its own class; what comes is already the report's form of it.
      .map((it) => it as unknown as ApiMutant)
      .filter(({ status }) => status !== 'Ignored')
      .map(({ id, fileName, mutatorName, replacement, location: { start, end } }) => {
        const lines = readFileSync(join(ROOT, fileName), 'utf8')
          .split('\n')
          .slice(start.line, end.line + 1);
        const last = lines.length - 1;
        lines[last] = lines[last]!.slice(0, end.column);
        lines[0] = lines[0]!.slice(start.column);
        const original = lines.join('\n');
        return { id, file: fileName, name: mutatorName, line: start.line + 1, original, replacement };
      })
  );
}

function no(): boolean {
  return false;
}

async function runTests(options: CliOptions): Promise<Vitest> {
  const vitest = await startVitest('test', [], {
    root: BOX,
    config: false,
    watch: false,
    include: [values.tests],
    exclude: values.slow ? [] : RANDOM,
    isolate: false,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 0,
    execArgv: ['--no-warnings'],
    ...options,
  });
  await vitest.close();
  return vitest;
}

/** A mutant of what is read at import needs a process of its own: Stryker's code takes it from this variable. */
async function isNoticedAtImport(id: string): Promise<boolean> {
  process.env.__STRYKER_ACTIVE_MUTANT__ = id;
  const { state } = await runTests({ reporters: [{}], bail: 1 });
  return state.getFiles().some(({ result }) => result?.state === 'fail');
}

function report({ killed, covered, leftOut }: Results): void {
  const short = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 90);
  const table: Record<string, { killed: number; survived: number; notReached: number }> = {};
  for (const { id, file, line, name, original, replacement } of mutants) {
    const row = (table[file] ??= { killed: 0, survived: 0, notReached: 0 });
    const verdict = killed[id] !== undefined ? 'killed' : covered.includes(id) ? 'survived' : 'notReached';
    row[verdict] += 1;
    if (verdict !== 'killed')
      console.log(`${verdict} ${file}:${line} [${name}] ${short(original)} => ${short(replacement)}`);
  }
  console.table(table);
  console.log(`Left out because they take long: ${leftOut.join('; ') || 'none'}`);
}
