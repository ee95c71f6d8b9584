import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The folder tells what a test costs: unit (no I/O), http (sockets), workflow (a real Temporal server), replay (histories, no server). */
const project = (name: string, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    pool: 'forks' as const,
    // A process that has loaded what a file needs plays the next one, too.
    isolate: false,
    // What is waited for comes on a slow machine, too.
    expect: { poll: { timeout: 15_000 } },
    ...options,
  },
});

/** What needs Temporal: one server and one bundle for all of it. */
const temporal = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  globalSetup: ['test/support/globalSetup.ts'],
  setupFiles: ['test/support/runtimeLog.ts'],
};

export default defineConfig({
  test: {
    // Most of the time the tests wait for servers: more files at once than cores.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      project('unit', { testTimeout: 30_000 }),
      project('http', { testTimeout: 30_000 }),
      project('workflow', temporal),
      project('replay', temporal),
      project('slow', temporal),
    ],
  },
});
