import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PINNED_CLI_VERSION } from './cliVersion';
import { lastLine } from './command';
import { childEnvironment } from '../../system/childEnvironment';
import { elapsed } from '../../system/elapsed';

/**
 * The SDK downloads the CLI only as part of starting a server, without a time limit and with no way to cancel. So it
 * runs in a separate process that we can end. With `--help` the server prints its help and exits.
 */
const SCRIPT = `
const [testing, downloadDir, version] = process.argv.slice(1);
const executable = { type: 'cached-download', downloadDir, version };
const server = { executable, extraArgs: ['--help'] };
require(testing).TestWorkflowEnvironment.createLocal({ server }).catch((error) => {
  console.error(String(error.message ?? error));
  process.exit(1);
});`;

/** The download is given up when no byte arrives for this long: enough for a slow line, short for a blocked one. */
const STALL_MS = 10_000;

/**
 * Downloads the CLI with the SDK (from temporal.download over HTTPS; proxy settings are respected).
 * @param folder an empty folder for the download
 * @returns the path of the binary
 * @throws {Error} with the reason, when it fails or nothing arrives for 10 s
 */
export async function fetchFromTemporal(folder: string): Promise<string> {
  const version = `v${PINNED_CLI_VERSION}`;
  const args = ['-e', SCRIPT, require.resolve('@temporalio/testing'), folder, version];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: childEnvironment('download'),
  });
  let errors = '';
  let ended = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.on('error', (error) => ((errors += error.message), (ended = true)));
  child.on('exit', () => (ended = true));
  try {
    // The SDK renames the file when it is complete, so a file with this name is whole.
    const isDone = (name: string): boolean => name === `temporal-${version}` || name === `temporal-${version}.exe`;
    let size = -1;
    for (let lastGrowth = elapsed(); elapsed() - lastGrowth < STALL_MS; await sleep(100)) {
      const names = await readdir(folder);
      const done = names.find(isDone);
      if (done) return join(folder, done);
      if (ended) throw new Error(shortReason(errors) || 'the download ended without a file');
      const sizes = await Promise.all(
        names.map(async (name) => (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0),
      );
      const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
      if (total > size) [size, lastGrowth] = [total, elapsed()];
    }
    throw new Error(`no data for ${STALL_MS / 1000} s`);
  } finally {
    child.kill('SIGKILL');
  }
}

/**
 * The SDK's message repeats the address for every layer that the error passed through. The last two parts are enough.
 */
const shortReason = (errors: string): string => lastLine(errors).split(': ').slice(-2).join(': ');
