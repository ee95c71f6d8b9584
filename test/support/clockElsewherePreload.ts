/**
 * Loaded into `npm start` by a test, by NODE_OPTIONS: its `Date` and the clock for durations are the test's simulated
 * ones, and its calls to Temporal are those that the simulation can follow. What is shipped has no part in it.
 */
import { openSync, readSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { Connection } from '@temporalio/client';
import { type CallWatcher, watchCalls } from '../../simulation/calls';
import { stampStarts } from '../../simulation/skipping';

// NPM has the options too; and in the threads of the SDK, workflows have the server's time.
if (isMainThread && process.argv[1]?.endsWith('ventana.js')) followTheTest();

function followTheTest(): void {
  const { CLOCK_FILE = '', CLOCK_URL = '' } = process.env;
  const file = openSync(CLOCK_FILE, 'r');
  const bytes = Buffer.alloc(8);
  const offset = (): number => {
    readSync(file, bytes, 0, 8, 0);
    return bytes.readDoubleLE();
  };
  moveDate(offset);

  const tell = async (what: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const { ok } = await fetch(`${CLOCK_URL}/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!ok) throw new Error(`the test refuses ${what} ${JSON.stringify(body)}`);
  };
  const watcher: CallWatcher = {
    before: (workflowId) => tell('before', { workflowId }),
    after: (workflowId, call) => tell('after', { workflowId, call }),
  };
  // `Connection.connect` comes by here, too.
  const lazy = Connection.lazy.bind(Connection);
  Connection.lazy = (options) => {
    const connection = lazy(options);
    stampStarts(connection, offset);
    watchCalls(connection, watcher);
    return connection;
  };
}

function moveDate(offset: () => number): void {
  const realNow = Date.now.bind(Date);
  const now = (): number => realNow() + offset();
  Date.now = now;
  const realElapsed = performance.now.bind(performance);
  performance.now = () => realElapsed() + offset();
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as Date,
  });
}
