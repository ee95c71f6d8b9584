import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folder tells what a test costs: unit (no I/O), http (sockets), workflow (a real Temporal server), replay (histories, no server). */
const project = (name: string, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    pool: 'forks' as const,
    // A process that has loaded what a file needs plays the next one, too.
    isolate: false,
    // Limits are a guard against standstill, never a measure: a busy machine may take twenty times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    ...options,
  },
});

/** What needs Temporal: one server and one bundle for all of it. */
const temporal = {
  globalSetup: ['test/support/globalSetup.ts'],
  setupFiles: ['test/support/runtimeLog.ts'],
};

/**
 * W1: these files once more, with a bot that answers every message of the customer. What they say of a quiet account
 * must hold there too. (The others count reads, which a bot causes.) A process of its own for each file: a process that
 * has played it without the bot would not play it again.
 */
const withBots = [
  'answers',
  'consent',
  'display',
  'doubt',
  'end',
  'failures',
  'followUp',
  'notes',
  'optOut',
  'proactive',
  'properties',
  'reopening',
  'solveAfter',
  'stage',
  'warning',
];

/** What takes longest begins first; the many short files fill what is left at the end. */
const ORDER = ['slow', 'workflow', 'replay', 'http', 'bots', 'unit'];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project: { name } }: TestSpecification): number => ORDER.indexOf(name);
    return [...(await super.sort(files))].sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Most of the time the tests wait for servers: more files at once than cores.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      project('unit'),
      project('bots', {
        include: withBots.map((name) => `test/unit/core.${name}.test.ts`),
        setupFiles: ['test/support/botAnswersEveryStory.ts'],
        isolate: true,
      }),
      project('http'),
      project('workflow', temporal),
      project('replay', temporal),
      project('slow', { ...temporal, testTimeout: 900_000, hookTimeout: 900_000 }),
    ],
  },
});
