import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The folder tells what a test costs: unit (no I/O), http (sockets), workflow (a real Temporal server), replay (histories, no server). */
const project = (name: string, options: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], pool: 'forks' as const, ...options },
});

const slow = { testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    // Most of the time the tests wait for servers: more files at once than cores.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      project('unit', { isolate: false }),
      project('http', { testTimeout: 20_000, isolate: false }),
      project('workflow', { ...slow, globalSetup: ['test/support/globalSetup.ts'] }),
      project('slow', { ...slow, globalSetup: ['test/support/globalSetup.ts'] }),
      project('replay', { ...slow, globalSetup: ['test/support/globalSetup.ts'] }),
    ],
  },
});
