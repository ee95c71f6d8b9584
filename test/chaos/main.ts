/** `npm run chaos`: customers and agents go on while everything between them breaks; see README.md. */
import { bundleWorkflowCode } from '@temporalio/worker';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/telemetry/log';
import { installRuntimeLog } from '../../src/temporal/runtimeLog';
import { workflowCode } from '../../src/service/worker/workflowBundle';
import { pinnedCli } from '../support/cli';
import { readCommandLine } from './options';
import { runChaos } from './run';
import { hoursTable, isBadHour, runHours } from './runHours';

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  const { seed, cycles, faults, json } = commandLine;
  const endCore = installRuntimeLog(createLog('error'));
  const stop = new AbortController();
  const onSignal = (): void => {
    console.error('stopping');
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const folder = await mkdtemp(join(tmpdir(), 'ventana-chaos-bundle-'));
  try {
    console.log(
      `${cycles} cycles, seed ${seed}, faults: ${faults}. The same seed gives the same scenarios and faults; the timing differs.`,
    );
    const { code } = await bundleWorkflowCode(workflowCode);
    const bundle = join(folder, 'workflows.js');
    await writeFile(bundle, code);
    const options = { ...commandLine, bundle, cli: pinnedCli };
    const tell = (line: string): void => console.log(line);
    const { only, waiting } = commandLine;
    const chosen = { waiting, ...(only !== undefined && { only: [only] }) };
    const cycled = commandLine.play === 'hours' ? undefined : await runChaos(options, tell, stop.signal);
    if (cycled) console.log(`\n${cycled.report}\n`);
    const hours = commandLine.play === 'cycles' ? [] : await runHours({ cli: await pinnedCli(), bundle }, tell, chosen);
    if (hours.length > 0) console.log(`\n${hoursTable(hours)}\n`);
    for (const flaw of hours.flatMap(({ flaws }) => flaws).slice(0, MOST_FLAWS)) console.log(flaw);
    const good = cycled?.good !== false && !hours.some(isBadHour);
    console.log(
      good
        ? `Passed${cycled ? ` after ${cycled.summary.seconds} s` : ''}.`
        : `Failed. To repeat: npm run chaos -- --cycles ${cycles} --seed ${seed} --faults ${faults}`,
    );
    if (json) console.log(JSON.stringify({ ...cycled?.summary, hours }));
    process.exitCode = good ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await endCore();
  }
}

const MOST_FLAWS = 40;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // All is closed; what still waits is the customers' next acts.
  process.exit(1);
});
