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

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  const { seed, cycles, faults, json } = options;
  installRuntimeLog(createLog('error'));
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
    const { summary, report, good } = await runChaos(
      { ...options, bundle, cli: pinnedCli },
      (line) => console.log(line),
      stop.signal,
    );
    console.log(`\n${report}\n`);
    console.log(
      good
        ? `Passed after ${summary.seconds} s.`
        : `Failed. To repeat: npm run chaos -- --cycles ${cycles} --seed ${seed} --faults ${faults}`,
    );
    if (json) console.log(JSON.stringify(summary));
    process.exitCode = good ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // All is closed; what still waits is the customers' next acts.
  process.exit(1);
});
