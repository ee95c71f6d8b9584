/** Hostile connections of every kind, from a process of their own, and genuine webhooks between them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import { converse, requestText } from '../../support/rawHttp';
import { signZendesk } from '../../support/sign';
import type { MemoryLimit } from './memoryLimit';
import type { Target } from './targets';

export interface Attack {
  target: Target;
  connections: number;
  /** From how many addresses they come; 1: from the address of the genuine webhooks. */
  addresses?: number;
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
  /** Of the longest: how long until the system had made the connection. Beyond a second it sent its first packet again. */
  connectingMs: number;
  /** Of the longest: since the beginning of its round, when all hostile connections come at once (ms). */
  longestAtMs: number;
  /** How many connections the system had no place for in the line before us; undefined: it does not say. */
  turnedAway?: number;
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
    connectingMs: 0,
    longestAtMs: 0,
    dead: 0,
    memory: [],
    peaks: [],
    logged: [],
    hostile: 0,
  };
  const turnedAway = overflows();
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
  if (turnedAway !== undefined) result.turnedAway = (overflows() ?? 0) - turnedAway;
  return { ...result, ...(ended !== undefined && { ended }) };
}

async function playRound(
  { target, connections, addresses = 1, roundMs, only }: Attack,
  result: Withstood,
): Promise<void> {
  const { port, livePort, zendeskSecret } = target;
  const execArgv = ['--require', require.resolve('tsx/cjs')];
  const args = [String(port), String(connections), String(addresses), ...(only === undefined ? [] : [only])];
  const attackers = fork(resolve(__dirname, 'attackers.ts'), args, { execArgv });
  await once(attackers, 'message');
  const began = performance.now();
  do {
    result.genuine += 1;
    if (await isAccepted(port, zendeskSecret, result.genuine)) result.accepted += 1;
    const answered = await live(livePort);
    if (answered === undefined) result.dead += 1;
    else {
      if (answered.ms > Math.max(0, ...result.liveMs)) {
        result.connectingMs = answered.connectingMs;
        result.longestAtMs = performance.now() - answered.ms - began;
      }
      result.liveMs.push(answered.ms);
    }
  } while (performance.now() < began + roundMs && target.ended() === undefined);
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

async function live(port: number): Promise<{ ms: number; connectingMs: number } | undefined> {
  const began = performance.now();
  let connectingMs = 0;
  const onConnected = (): void => void (connectingMs = performance.now() - began);
  const status = await statusOf(port, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n', onConnected);
  return status === 200 ? { ms: performance.now() - began, connectingMs } : undefined;
}

const NETSTAT = '/proc/net/netstat';

/** Linux counts them for the whole machine (`nstat -az TcpExtListenOverflows`). */
function overflows(): number | undefined {
  if (!existsSync(NETSTAT)) return undefined;
  const [names = [], values = []] = readFileSync(NETSTAT, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'))
    .map((line) => line.split(' '));
  return Number(values[names.indexOf('ListenOverflows')]);
}

/** Undefined without an answer in time. */
function statusOf(port: number, text: string, onConnected?: () => void): Promise<number | undefined> {
  const begin = (socket: Socket): void => {
    onConnected?.();
    socket.write(text);
  };
  return converse(port, begin, PATIENCE_MS).then(
    ({ status }) => status,
    () => undefined,
  );
}
