/** `npm run cluster`: a full Temporal, several receivers and workers that die, and an upgrade; see docs/performance.md. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { machine } from '../../bench/machine';
import { tableOf } from '../../bench/table';
import { workflowCode } from '../../src/service/worker/workflowBundle';
import { createLog } from '../../src/telemetry/log';
import { installRuntimeLog } from '../../src/temporal/runtimeLog';
import { startTemporal } from '../chaos/temporal';
import { pinnedCli } from '../support/cli';
import { startFullTemporal } from './fullTemporal';
import { readCommandLine } from './options';
import { isGood, type Played } from './play';
import { findPrograms } from './programs';
import { lastRelease } from './release';
import { rowsOf } from './report';
import { runs } from './runs';
import type { ClusterOptions } from './world';

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  const temporal = commandLine.devServer ? devServer : fullServer(findPrograms(commandLine));
  const endCore = installRuntimeLog(createLog('error'));
  const folder = await mkdtemp(join(tmpdir(), 'ventana-cluster-'));
  try {
    const { code } = await bundleWorkflowCode({ ...workflowCode, logger: new DefaultLogger('WARN') });
    const today = join(folder, 'workflows.js');
    await writeFile(today, code);
    const bundles = { today, release: await lastRelease(folder) };
    const { receivers, workers, keep } = commandLine;
    const setting: Omit<ClusterOptions, 'bundle'> = { temporal, receivers, workers, keep };
    const tell = seldom((line) => console.error(line));
    const told: { name: string; played: Played }[] = [];
    for (const name of commandLine.plays) {
      console.error(`${name} ...`);
      const played = await runs[name](setting, bundles, commandLine, tell);
      told.push({ name, played });
      if (!isGood(played)) console.log(`${name}:\n${played.report}\n`);
    }
    console.log(`\n${tableOf(told.map(({ name, played }) => ({ name, rows: rowsOf(played) })))}\n\n${machine()}`);
    if (told.some(({ played }) => !isGood(played))) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await endCore();
  }
}

const SELDOM_MS = 30_000;

/** Each second there is another line. */
function seldom(tell: (line: string) => void): (line: string) => void {
  let last = 0;
  return (line) => {
    if (line.includes('still running') && Date.now() < last + SELDOM_MS) return;
    last = Date.now();
    tell(line);
  };
}

const devServer = (folder: string) => startTemporal(folder, pinnedCli);
const fullServer =
  (programs: ReturnType<typeof findPrograms>): ClusterOptions['temporal'] =>
  async (folder) =>
    startFullTemporal(folder, programs, await pinnedCli());

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
