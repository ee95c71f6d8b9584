/** Hostile connections of every kind, from a process of their own, and genuine webhooks between them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { converse, requestText } from '../../support/rawHttp';
import { signZendesk } from '../../support/sign';
import type { MemoryLimit } from './memoryLimit';
import type { Target } from './targets';

export interface Attack {
  target: Target;
  connections: number;
  rounds: number;
  roundMs: number;
  /** Only this kind. */
  only?: string;
  limit?: MemoryLimit;
}

export interface Withstood {
  genuine: number;
  /** Genuine webhooks that were accepted at the first try. */
  accepted: number;
  /** How long `/health/live` took (ms), each time that it answered. */
  liveMs: number[];
  /** How often it did not. */
  dead: number;
  /** After each round: what is alive, or resident (bytes). */
  memory: number[];
  /** Within each round, by the memory limit (bytes). */
  peaks: number[];
  /** Lines of the log in each round. */
  logged: number[];
  hostile: number;
  /** How the target ended by itself. */
  ended?: string;
}

/** Zendesk waits no longer for an answer. */
const PATIENCE_MS = 10_000;

export async function attack(options: Attack): Promise<Withstood> {
  const { target, rounds, limit } = options;
  const result: Withstood = {
    genuine: 0,
    accepted: 0,
    liveMs: [],
    dead: 0,
    memory: [],
    peaks: [],
    logged: [],
    hostile: 0,
  };
  let lines = (await target.logged()) ?? 0;
  for (let round = 0; round < rounds && target.ended() === undefined; round += 1) {
    limit?.peakBytes();
    await playRound(options, result);
    if (limit) result.peaks.push(limit.peakBytes());
    if (target.ended() === undefined) result.memory.push(await target.memory());
    const now = (await target.logged()) ?? 0;
    result.logged.push(now - lines);
    lines = now;
  }
  const ended = target.ended();
  return { ...result, ...(ended !== undefined && { ended }) };
}

async function playRound({ target, connections, roundMs, only }: Attack, result: Withstood): Promise<void> {
  const { port, zendeskSecret } = target;
  const execArgv = ['--require', require.resolve('tsx/cjs')];
  const args = [String(port), String(connections), ...(only === undefined ? [] : [only])];
  const attackers = fork(resolve(__dirname, 'attackers.ts'), args, { execArgv });
  await once(attackers, 'message');
  const until = performance.now() + roundMs;
  do {
    result.genuine += 1;
    if (await isAccepted(port, zendeskSecret, result.genuine)) result.accepted += 1;
    const ms = await live(port);
    if (ms === undefined) result.dead += 1;
    else result.liveMs.push(ms);
  } while (performance.now() < until && target.ended() === undefined);
  attackers.send('end');
  const [made] = (await once(attackers, 'message')) as [number];
  result.hostile += made;
  if (attackers.exitCode === null) await once(attackers, 'exit');
}

async function isAccepted(port: number, secret: string, n: number): Promise<boolean> {
  const body = `{"event":"status_changed","ticket_id":"${n}","status":"pending"}`;
  const headers = signZendesk(secret, body, new Date().toISOString());
  const text = requestText('/webhooks/zendesk', body, {
    ...headers,
    'x-zendesk-webhook-invocation-id': `${process.pid}-${n}`,
  });
  const status = await statusOf(port, text);
  return status !== undefined && status >= 200 && status < 300;
}

async function live(port: number): Promise<number | undefined> {
  const began = performance.now();
  const status = await statusOf(port, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
  return status === 200 ? performance.now() - began : undefined;
}

/** Undefined without an answer in time. */
const statusOf = (port: number, text: string): Promise<number | undefined> =>
  converse(port, (socket) => socket.write(text), PATIENCE_MS).then(
    ({ status }) => status,
    () => undefined,
  );
