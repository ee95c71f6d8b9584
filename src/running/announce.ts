import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { replaceFile } from '../system/replaceFile';
import { sameText } from '../system/sameText';
import { fingerprintsOf, type Place, runningFolder, type ServiceReport } from './report';

export interface Announced {
  close(): Promise<void>;
}

/** What the process can say now. `secrets` are given as they are: only their fingerprints leave the process. */
export type Describe = () => Promise<
  Omit<ServiceReport, 'accounts' | 'pid'> & {
    accounts: (Omit<ServiceReport['accounts'][number], 'secrets'> & { secrets: Record<string, string[]> })[];
  }
>;

/**
 * Answers `doctor` on this machine, on a port of the loopback interface: read-only, and only to who can read the token
 * in the data folder.
 * @throws {Error} when the folder is not writable
 */
export async function announce(dataFolder: string, describe: Describe): Promise<Announced> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    if (!sameText(request.headers.authorization ?? '', `Bearer ${token}`)) return void response.writeHead(401).end();
    describe().then(
      ({ accounts, ...told }) => {
        const safe = accounts.map(({ secrets, ...it }) => ({ ...it, secrets: fingerprintsOf(secrets, token) }));
        const report: ServiceReport = { ...told, pid: process.pid, accounts: safe };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(report));
      },
      () => void response.writeHead(500).end(),
    );
  });
  server.requestTimeout = 5_000;
  server.maxConnections = 16;
  const url = await listen(server);
  const folder = runningFolder(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await forgetGone(folder);
  const file = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  replaceFile(file, JSON.stringify({ url, token, pid: process.pid } satisfies Place), { mode: 0o600 });
  return {
    async close() {
      await rm(file, { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.unref();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}

/** Files of processes that were killed, and their drafts. */
async function forgetGone(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^\.?(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process: it exists.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
