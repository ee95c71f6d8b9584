/** A PostgreSQL server of its own, where its programs are installed (`apt install postgresql`). */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../src/system/freePort';

export interface Postgres {
  /** Of an empty database. */
  url: string;
  start(): Promise<void>;
  /** As if the machine were off: nobody is waited for. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder of its programs; undefined: there is none here. */
export function postgresPrograms(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((it) => join(DEBIAN, it, 'bin')) : [];
  const named = (process.env['PATH'] ?? '').split(':');
  return [...debian, ...named].find((it) => existsSync(join(it, 'initdb')) && existsSync(join(it, 'postgres')));
}

/** Why there is none, for tests that are left out. */
export const NO_POSTGRES = 'PostgreSQL is not installed here (apt install postgresql): left out';

/** It refuses to run as root. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** @param more settings of the server, as `max_connections=200` */
export async function startPostgres(programs: string, more: readonly string[] = []): Promise<Postgres> {
  const user = otherUser();
  const folder = mkdtempSync(join(tmpdir(), 'ventana-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const how = { ...user, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } };
  const data = join(folder, 'data');
  const initial = ['--username=ventana', '--auth=trust', '--no-sync', '--encoding=UTF8', '-D', data];
  execFileSync(join(programs, 'initdb'), initial, { ...how, stdio: 'pipe' });
  const port = await freePort();
  const url = `postgres://ventana@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  async function stop(): Promise<void> {
    const running = server;
    server = undefined;
    if (!running) return;
    const ended = once(running, 'exit');
    running.kill('SIGQUIT');
    await ended;
  }

  async function start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off', ...more];
    const args = ['-D', data, ...settings.flatMap((it) => ['-c', it])];
    server = spawn(join(programs, 'postgres'), args, { ...how, stdio: 'ignore' });
    const { exitCode } = server;
    for (let answers = false; !answers && exitCode === null;) answers = await doesAnswer(url);
  }

  await start();
  return {
    url,
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function doesAnswer(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    await new Promise((soon) => setTimeout(soon, 50));
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
