/**
 * Stryker's own mutants in one process: `npm run mutation:fast -- workflows/core/plans.ts [more files]`. Stryker starts
 * every test file again for each mutant; here a test that has passed runs again for each mutant that it touched.
 * Minutes instead of hours. `--slow`: also tests that take over 1.5 s; `--tests`: a pattern of other test files.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import type { Mutant as ApiMutant } from '@stryker-mutator/api/core';
import { createInjector } from 'typed-inject';
import { startVitest } from 'vitest/node';
import type { Results } from './fastRunner.mjs';

const ROOT = join(import.meta.dirname, '../..');
const BOX = join(ROOT, '.stryker-tmp/fast');
const TESTS = 'test/unit/{core.*,activities.*,activities,client-helpers,delivery-error,sweep,words}.test.ts';

/** Hundreds of random weeks, or five thousand tickets: left out, like every other test that is slow. */
const RANDOM = ['**/core.{order,properties}.test.ts'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
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

const no = (): boolean => false;
const quiet = { isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, trace: no, debug: no, info: no };
const loud = { isWarnEnabled: no, isErrorEnabled: no, isFatalEnabled: no };
const logger = { ...quiet, ...loud, warn: console.warn, error: console.error, fatal: console.error };

const mutants = await fillBox(positionals.length > 0 ? positionals : allFiles());
report(await runTests());

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

async function runTests(): Promise<Results> {
  const file = join(BOX, 'results.json');
  Object.assign(process.env, { MUTATION_SLOW: String(values.slow), MUTATION_RESULTS: file });
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
    runner: join(BOX, 'test/mutation/fastRunner.mts'),
  });
  await vitest.close();
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}

/** `atImport`: of what is read once when the code is loaded, so it cannot be switched on later: not counted. */
function report({ killed, covered, atImport, leftOut }: Results): void {
  const short = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 90);
  const verdictOn = (id: string) => {
    if (killed[id] !== undefined) return 'killed';
    if (covered.includes(id)) return 'survived';
    return atImport.includes(id) ? 'atImport' : 'notReached';
  };
  const table: Record<string, Record<ReturnType<typeof verdictOn>, number>> = {};
  for (const { id, file, line, name, original, replacement } of mutants) {
    const row = (table[file] ??= { killed: 0, survived: 0, notReached: 0, atImport: 0 });
    const verdict = verdictOn(id);
    row[verdict] += 1;
    if (verdict === 'survived' || verdict === 'notReached')
      console.log(`${verdict} ${file}:${line} [${name}] ${short(original)} => ${short(replacement)}`);
  }
  console.table(table);
  console.log(`Left out because they take long: ${leftOut.join('; ') || 'none'}`);
}
