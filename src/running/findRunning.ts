import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Place, placeSchema, reportSchema, runningFolder, type ServiceReport } from './report';

const TIMEOUT_MS = 3_000;

/** A service that answers, and the token with which its fingerprints were made. */
export interface RunningService extends ServiceReport {
  token: string;
}

/** The services that run on this machine with this data folder. Those that do not answer are left out. Never throws. */
export async function findRunning(dataFolder: string): Promise<RunningService[]> {
  const folder = runningFolder(dataFolder);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.filter((it) => it.endsWith('.json')).map((it) => ask(join(folder, it))));
  return found.filter((it) => it !== undefined).sort((a, b) => a.startedAt - b.startedAt);
}

async function ask(file: string): Promise<RunningService | undefined> {
  try {
    const { url, token }: Place = placeSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    return { ...reportSchema.parse(await answer.json()), token };
  } catch {
    return undefined; // A process that was killed, or another program on its port.
  }
}

/** What listens at an address of this machine. */
export type Listener = 'nothing' | 'ventana' | 'another program';

/** Whether a Ventana, of whatever data folder, answers at this address. Never throws. */
export async function whatListens(origin: string): Promise<Listener> {
  try {
    const answer = await fetch(`${origin}/health/live`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    });
    const body: unknown = await answer.json().catch(() => undefined);
    return typeof body === 'object' && body !== null && 'live' in body ? 'ventana' : 'another program';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const isRefused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
    return isRefused ? 'nothing' : 'another program';
  }
}
