import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folder tells what a test costs: unit (no I/O), http (sockets), workflow (a real Temporal server), replay (histories, no server). */
const project = (name: string, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    pool: 'forks' as const,
    // A sixth of a run went into collecting what lives briefly, with the 16 MB that Node gives it.
    execArgv: ['--max-semi-space-size=64'],
    // A process that has loaded what a file needs plays the next one, too.
    isolate: false,
    // Limits are a guard against standstill, never a measure: a busy machine may take twenty times as long.
    // And later than the five minutes after which simulated time says what does not come to rest.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    // Commands speak the terminal's language: in tests English, whatever the developer's is.
    env: { LC_ALL: 'C' },
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
 * must hold there too. (The others count reads, which a bot causes.)
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

/**
 * What takes longest begins first; the many short files fill what is left at the end. The bots come last: each change of
 * the project begins new processes, which load everything again.
 */
const ORDER = ['slow', 'workflow', 'replay', 'http', 'unit', 'bots'];
/** The longest files of a project: a clean clone does not know how long any took, and would begin with the largest. */
const LONGEST = [
  ...[
    'twoWorkers',
    'queue',
    'chaos.together',
    'temporalDies',
    'rescue.kills',
    'chaos.hours',
    'start.day',
    'guideOutputs',
    'localActivities.kills',
    'truth',
  ],
  ...['sweep.losses', 'closingTime', 'chaos'],
  ...['sweep.stories', 'encryption', 'upgrade'],
  ...['sweep', 'variants', 'case1.followUp', 'peers', 'pause', 'optOut'],
  ...['commandProcess', 'doctor', 'setup', 'cli', 'fuzz', 'receiver-under-failure'],
  ...['core.turnLanes', 'oracle', 'quarter', 'hostileTexts', 'core.properties', 'core.turnsProperties'],
];
/** What a file costs, by its folder: the project `all` has four of them. */
const kindOf = ({ project: { name }, moduleId }: TestSpecification): string =>
  name === 'all' ? (ORDER.find((kind) => moduleId.includes(`/test/${kind}/`)) ?? name) : name;
const lengthOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.indexOf(basename(moduleId, '.test.ts'));
  return place === -1 ? LONGEST.length : place;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = (file: TestSpecification): number => ORDER.indexOf(kindOf(file));
    return [...(await super.sort(files))].sort((a, b) => place(a) - place(b) || lengthOf(a) - lengthOf(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Most of the time the tests wait for servers: more files at once than cores.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      // For `npm test`: the four below in the same processes, which then load our code and the SDK once.
      project('all', { ...temporal, include: ['test/{unit,http,workflow,replay}/**/*.test.ts'] }),
      project('unit'),
      project('bots', {
        include: withBots.map((name) => `test/unit/core.${name}.test.ts`),
        setupFiles: ['test/support/botAnswersEveryStory.ts'],
      }),
      project('http'),
      project('workflow', temporal),
      project('replay', temporal),
      project('slow', { ...temporal, testTimeout: 900_000, hookTimeout: 900_000 }),
    ],
  },
});
