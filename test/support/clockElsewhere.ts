/** Simulated time for a process that knows nothing of it: `clockElsewherePreload.ts` is loaded there before its code. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Fastify from 'fastify';
import type { CallWatcher } from '../../simulation/calls';

export interface ClockElsewhere {
  /** For the other process. */
  environment: Record<string, string>;
  /** Its clock goes so much before the real one from now on. */
  move(offsetMs: number): void;
  close(): Promise<void>;
}

/**
 * The other process reads the offset from a file at every look at its clock: so both move at the same moment. It tells
 * of its calls over HTTP, and each waits until the run that it may wake is in the present.
 *
 * @param watcher of the simulated time
 */
export async function clockElsewhere(folder: string, watcher: () => CallWatcher): Promise<ClockElsewhere> {
  const path = join(folder, 'offset');
  const file = openSync(path, 'w');
  const move = (offsetMs: number): void => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(offsetMs);
    writeSync(file, bytes, 0, 8, 0);
  };
  move(0);
  const server = Fastify({ forceCloseConnections: true });
  type Told = { workflowId: string; call: Parameters<CallWatcher['after']>[1] };
  server.post('/before', async ({ body }) => {
    await watcher().before((body as Told).workflowId);
    return {};
  });
  server.post('/after', async ({ body }) => {
    await watcher().after((body as Told).workflowId, (body as Told).call);
    return {};
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const preload = resolve(__dirname, 'clockElsewherePreload.ts');
  return {
    environment: {
      NODE_OPTIONS: `--require tsx/cjs --require ${JSON.stringify(preload)}`,
      CLOCK_FILE: path,
      CLOCK_URL: url,
    },
    move,
    async close() {
      await server.close();
      closeSync(file);
    },
  };
}
