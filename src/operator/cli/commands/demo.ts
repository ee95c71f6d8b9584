import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../../../system/childEnvironment';
import { defineCommand } from '../command';
import { CliError } from '../../terminal/errors';
import { type ExitCode, exitCodes } from '../../terminal/exitCodes';

/**
 * Only exists in a clone, seen from its sources or from what was built there: the package and the image contain neither
 * the demo nor its simulated vendors nor tsx.
 */
const PLACES = ['../../../..', '../../../../..'].map((root) => join(__dirname, root, 'demo/main.ts'));

/** `ventana demo`: plays the cases on a real Temporal with simulated vendors. JSON: `{ asPromised }`. */
export const demo = defineCommand({
  command: 'demo',
  describe: 'Play the cases on a simulated Zendesk and WhatsApp, in half a minute',
  examples: [
    ['demo', "Then keeps Temporal's UI open until Ctrl-C"],
    ['demo --once', 'Exits once the cases have run; exit code 1 if an outcome is not as promised'],
  ],
  options: (yargs) =>
    yargs.option('once', { type: 'boolean', default: false, describe: 'Exit once the cases have run' }),
  async run({ once: ends, json }, { output }) {
    const script = PLACES.find((place) => existsSync(place));
    if (script === undefined) {
      throw new CliError('The demo is only in the repository. Clone it, then run: npm ci && npx ventana demo');
    }
    const exitCode = await play(script, ends || json ? ['--once'] : [], json);
    output.result({ asPromised: exitCode === exitCodes.ok });
    return exitCode;
  },
});

/**
 * Runs the demo in a separate process, because nothing in `src` may import it. With `quiet` its story goes to stderr.
 */
async function play(script: string, args: string[], quiet: boolean): Promise<ExitCode> {
  const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), script, ...args], {
    stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'],
    env: childEnvironment('demo'),
  });
  // In a terminal, Ctrl-C reaches both processes. The demo stops its server first, and this process waits for it.
  process.on('SIGINT', () => undefined).on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return Object.values(exitCodes).find((known) => known === code) ?? exitCodes.failed;
}
