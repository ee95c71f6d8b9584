/**
 * A process that runs one command line as `ventana` does, but then stays, and writes what the command has left open and
 * which packages it has loaded as one line of JSON to the file in COMMAND_REPORT. See test/http/commandProcess.test.ts.
 */
import { writeFileSync } from 'node:fs';
import { setImmediate as soon } from 'node:timers/promises';
import { runCli } from '../../src/operator/cli/cli';
import { commands } from '../../src/operator/cli/commands';

export interface CommandReport {
  code: number;
  /** What keeps the process alive, as Node names it: `Timeout`, `TCPSocketWrap` ... */
  open: string[];
  /** Names of packages, such as `@temporalio/client`. */
  packages: string[];
  /** Those that were loaded when it said its first word, on a terminal. */
  packagesBefore: string[];
}

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)/;
/** The streams of every process, and requests to the system, which end by themselves. */
const OF_EVERY_PROCESS = /^(TTYWrap|PipeWrap|.*Req.*)$/;

const packages = (): string[] => [
  ...new Set(Object.keys(require.cache).flatMap((path) => PACKAGE.exec(path)?.[1] ?? [])),
];

async function main(): Promise<void> {
  const { argv, env } = process;
  let packagesBefore: string[] | undefined;
  const write = (): boolean => {
    packagesBefore ??= packages();
    return true;
  };
  const terminal = { isTTY: true, columns: 80, write };
  const code = await runCli(argv.slice(2), { commands, version: '0.0.0', stdout: terminal, stderr: terminal });
  // What was closed just now is gone after a turn of the event loop.
  for (let turn = 0; turn < 3; turn += 1) await soon();
  const report: CommandReport = {
    code,
    open: process.getActiveResourcesInfo().filter((it) => !OF_EVERY_PROCESS.test(it)),
    packages: packages(),
    packagesBefore: packagesBefore ?? packages(),
  };
  writeFileSync(env['COMMAND_REPORT'] ?? '', JSON.stringify(report));
  process.exit(code);
}

void main();
