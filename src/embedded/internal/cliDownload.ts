import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PINNED_CLI_VERSION } from './cliVersion';
import { lastLine } from './command';

/**
 * The SDK downloads only on its way to starting a server, has no time limit, and cannot be cancelled. So it runs in a process of
 * its own that we can end; `--help` makes the server that it would start print its help and go.
 */
const SCRIPT = `
const [testing, downloadDir, version] = process.argv.slice(1);
const executable = { type: 'cached-download', downloadDir, version };
const server = { executable, extraArgs: ['--help'] };
require(testing).TestWorkflowEnvironment.createLocal({ server }).catch((error) => {
  console.error(String(error.message ?? error));
  process.exit(1);
});`;

/** Without a single byte more for so long, the download is given up: long enough for a slow line, short for a blocked one. */
const STALL_MS = 10_000;

/**
 * The SDK's own download (from temporal.download over HTTPS, proxies respected).
 *
 * @param folder an empty folder for what is downloaded
 * @returns the binary's path
 * @throws {Error} saying why, when it fails or nothing more comes for 10 s
 */
export async function fetchFromTemporal(folder: string): Promise<string> {
  const version = `v${PINNED_CLI_VERSION}`;
  const args = ['-e', SCRIPT, require.resolve('@temporalio/testing'), folder, version];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  let ended = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.on('error', (error) => ((errors += error.message), (ended = true)));
  child.on('exit', () => (ended = true));
  try {
    // The finished file appears under its name by a rename, so seeing it means that it is whole.
    const isDone = (name: string): boolean => name === `temporal-${version}` || name === `temporal-${version}.exe`;
    let size = -1;
    for (let lastGrowth = Date.now(); Date.now() - lastGrowth < STALL_MS; await sleep(100)) {
      const names = await readdir(folder);
      const done = names.find(isDone);
      if (done) return join(folder, done);
      if (ended) throw new Error(shortReason(errors) || 'the download ended without a file');
      const sizes = await Promise.all(
        names.map(async (name) => (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0),
      );
      const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
      if (total > size) [size, lastGrowth] = [total, Date.now()];
    }
    throw new Error(`no data for ${STALL_MS / 1000} s`);
  } finally {
    child.kill('SIGKILL');
  }
}

/** The SDK's message names every layer that the error passed, with the address each time; the last two say it. */
const shortReason = (errors: string): string => lastLine(errors).split(': ').slice(-2).join(': ');
