import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/system/freePort';

const START_TIMEOUT_MS = 10_000;

export interface Redis {
  port: number;
  stop(): Promise<void>;
}

/**
 * Starts a Redis with an append-only file, so that it keeps its data, as a queue needs. Undefined if `redis-server` is
 * not installed.
 */
export async function startRedis(folder: string): Promise<Redis | undefined> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  const failed = new Promise<'failed'>((resolve) => child.once('error', () => resolve('failed')));
  const up = answers(port, Date.now() + START_TIMEOUT_MS);
  if ((await Promise.race([failed, up])) === 'failed') return undefined;
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { port, stop };
}

async function answers(port: number, until: number): Promise<void> {
  while (!(await listens(port))) {
    if (Date.now() > until) throw new Error('redis-server does not answer.');
    await sleep(50);
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
