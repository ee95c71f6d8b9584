/** Runs each test as it is, then again for every mutant that it touched and that no test has killed yet. */
import { writeFileSync } from 'node:fs';
import { type RunnerTestCase, TestRunner } from 'vitest';

export interface Results {
  /** By mutant's id: the test that failed. */
  killed: Record<string, string>;
  /** Ids of the mutants that a test touched. */
  covered: string[];
  /** Ids of the mutants that were touched when the code was loaded. */
  atImport: string[];
  /** Tests that are too slow to be run again per mutant. */
  leftOut: string[];
}

/** Stryker's switch: its instrumented code reads and fills this. */
interface Switch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

/** A test that takes longer (ms of CPU) is left out, unless asked for. */
const SLOW_MS = 1_500;
/** A mutant that makes a test wait longer (ms) counts as killed; one that loops, by its number of hits. */
const STANDSTILL_MS = 60_000;
const MOST_HITS = 100;

const shared = globalThis as { __stryker__?: Switch; mutationResults?: Results };
const mutantSwitch = (shared.__stryker__ ??= {});
const results = (shared.mutationResults ??= { killed: {}, covered: [], atImport: [], leftOut: [] });

export default class FastRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test) as () => Promise<void>;
    const name = `${test.file.name} > ${test.name}`;
    Object.assign(mutantSwitch, { activeMutant: undefined, hitCount: undefined, currentTestId: test.id });
    const before = process.cpuUsage();
    await run().finally(() => (mutantSwitch.currentTestId = undefined));
    const { user, system } = process.cpuUsage(before);
    const hits = mutantSwitch.mutantCoverage?.perTest[test.id] ?? {};
    results.covered = [...new Set([...results.covered, ...Object.keys(hits)])];
    if ((user + system) / 1000 > SLOW_MS && process.env.MUTATION_SLOW !== 'true') {
      results.leftOut.push(name);
      return;
    }
    for (const [id, count] of Object.entries(hits)) {
      if (results.killed[id] !== undefined) continue;
      Object.assign(mutantSwitch, { activeMutant: id, hitCount: 0, hitLimit: count * MOST_HITS });
      mutantSwitch.currentTestId = 'again';
      await intime(run).catch(() => (results.killed[id] = name));
      Object.assign(mutantSwitch, { activeMutant: undefined, hitCount: undefined, currentTestId: undefined });
    }
  }

  override onAfterRunFiles(): void {
    super.onAfterRunFiles();
    results.atImport = Object.keys(mutantSwitch.mutantCoverage?.static ?? {});
    writeFileSync(process.env.MUTATION_RESULTS!, JSON.stringify(results));
  }
}

async function intime(run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('stands still')), STANDSTILL_MS);
  });
  await Promise.race([run(), late]).finally(() => clearTimeout(timer));
}
